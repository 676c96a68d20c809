package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.ScanReport;

/**
 * A scan's result under the name of what was scanned.
 *
 * @param name of the environment, or of the directory
 * @param report what was found
 */
public record NamedReport(String name, ScanReport report) {}
