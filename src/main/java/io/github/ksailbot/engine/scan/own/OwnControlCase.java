package io.github.ksailbot.engine.scan.own;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Catalog.OwnControl;
import io.github.ksailbot.engine.scan.own.OwnControlCases.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resources, and which of them a control must fail.
 *
 * @param name one sentence
 * @param resources that are scanned, together
 * @param inputs lists that configure the control
 * @param fails {@code Kind/namespace/name path}, one for each path; without a path where the control names none; empty if
 *     everything must pass
 */
record OwnControlCase(String name, List<Manifest> resources, Map<String, List<String>> inputs, List<String> fails) {
    private static final List<String> KEYS = List.of("name", "resources", "inputs", "fails");

    /** Null, with findings, for what is no case. */
    static @Nullable OwnControlCase read(MappingNode written, List<Finding> findings) {
        int before = findings.size();
        ControlFields fields = new ControlFields(written, findings);
        fields.allowOnly(KEYS);
        String name = fields.required("name", "say what the case shows");
        List<Manifest> resources =
                fields.mappings("resources").stream().map(Manifest::new).toList();
        if (resources.isEmpty()) {
            fields.error("resources", "must be a list of resources");
        }
        for (Manifest resource : resources) {
            if (resource.kind().isEmpty() || resource.id().name().isEmpty()) {
                fields.error("resources", "must all have `kind` and `metadata.name`");
            }
        }
        List<String> fails = fields.texts("fails");
        Map<String, List<String>> inputs = new TreeMap<>();
        MappingNode lists = written.mapping("inputs");
        if (lists != null) {
            ControlFields read = new ControlFields(lists, findings);
            lists.entries()
                    .forEach(entry -> inputs.put(
                            entry.key().text(), read.texts(entry.key().text())));
        } else if (written.has("inputs")) {
            fields.error("inputs", "must be lists by name");
        }
        return findings.size() > before ? null : new OwnControlCase(name, resources, inputs, fails);
    }

    Outcome run(OwnControl control) {
        Catalog catalog = Catalog.kubescape().with(OwnControlReader.FRAMEWORK, List.of(control));
        ScanSettings settings =
                new ScanSettings(List.of(OwnControlReader.FRAMEWORK), 0, null, inputs, List.of(), false, List.of());
        ScanReport report = new Scanner(catalog).scan(resources, settings, Instant.EPOCH);
        NavigableSet<String> found = new TreeSet<>();
        report.findings().forEach(finding -> lines(finding).forEach(found::add));
        NavigableSet<String> expected = new TreeSet<>(fails);
        List<String> extra = new ArrayList<>(without(found, expected));
        report.problems().forEach(problem -> extra.add(problem.message()));
        return new Outcome(control.control().id(), name, without(expected, found), extra);
    }

    private static Stream<String> lines(ScanFinding finding) {
        return finding.paths().isEmpty()
                ? Stream.of(finding.resource().toString())
                : finding.paths().stream().map(path -> finding.resource() + " " + path);
    }

    private static List<String> without(NavigableSet<String> some, NavigableSet<String> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }
}
