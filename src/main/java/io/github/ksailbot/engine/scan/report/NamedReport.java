package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.ScanReport;
import java.util.List;

/**
 * A scan's result under the name of what was scanned.
 *
 * @param name of the environment, or of the directory
 * @param report what was found
 * @param unseen a sentence for each thing that could not be rendered, so that what it brings was not scanned
 * @param problems why not everything could be checked, a sentence each, such as what failed to render
 */
public record NamedReport(String name, ScanReport report, List<String> unseen, List<String> problems) {
    public NamedReport {
        problems = List.copyOf(problems);
        unseen = List.copyOf(unseen);
    }
}
