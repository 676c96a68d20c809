package io.github.ksailbot.engine.scan.own;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.scan.ScanFinding;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Catalog.OwnControl;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Runs the cases of own controls: {@code NAME.cases.yaml} beside {@code NAME.yaml}, a list of cases with {@code name},
 * {@code resources} and {@code fails}, the expected failures as {@code Kind/namespace/name path} (without the path where
 * the control names none).
 */
public final class OwnControlCases {
    private static final YamlLimits LIMITS = new YamlLimits(4 << 20, 60, 200_000, 200, 1);

    private OwnControlCases() {}

    /**
     * What came of one case.
     *
     * @param control id
     * @param name of the case
     * @param missing failures that were expected and not found
     * @param extra failures that were found and not expected
     */
    public record Outcome(String control, String name, List<String> missing, List<String> extra) {
        public Outcome {
            missing = List.copyOf(missing);
            extra = List.copyOf(extra);
        }

        public boolean isRight() {
            return missing.isEmpty() && extra.isEmpty();
        }
    }

    /**
     * All cases of a directory.
     *
     * @param findings what is wrong with controls and cases; a control without a case is a warning
     */
    public record Run(List<Outcome> outcomes, List<Finding> findings) {}

    /** Never throws for what the directory holds. */
    public static Run run(SourceTree tree, SourcePath directory) {
        OwnControlReader.OwnControls own = OwnControlReader.read(tree, directory);
        List<Finding> findings = new ArrayList<>(own.findings());
        List<Outcome> outcomes = new ArrayList<>();
        try {
            for (String name : tree.names(directory)) {
                if (name.endsWith(".yaml") && !name.endsWith(OwnControlReader.CASES)) {
                    String base = name.substring(0, name.length() - ".yaml".length());
                    file(tree, directory, base, own, outcomes, findings);
                }
            }
        } catch (SourceException e) {
            findings.add(Finding.error("scan/own-control", e.getMessage() + ".", null));
        }
        return new Run(List.copyOf(outcomes), List.copyOf(findings));
    }

    private static void file(
            SourceTree tree,
            SourcePath directory,
            String base,
            OwnControlReader.OwnControls own,
            List<Outcome> outcomes,
            List<Finding> findings)
            throws SourceException {
        SourcePath file = directory.child(base + ".yaml");
        OwnControl control = own.controls().stream()
                .filter(one -> one.origin().file().equals(file.value()))
                .findFirst()
                .orElse(null);
        SourcePath cases = directory.child(base + OwnControlReader.CASES);
        if (control == null) {
            return;
        }
        if (tree.find(cases).isEmpty()) {
            findings.add(Finding.warning(
                            "scan/own-control",
                            "The control `" + control.control().id() + "` has no case that shows what it finds.",
                            Origin.of(file.value(), 1, 1))
                    .withFix("Write `" + cases.name() + "`."));
            return;
        }
        YamlDocuments yaml = new YamlReader(LIMITS).read(cases.value(), tree.read(cases));
        findings.addAll(yaml.findings());
        for (Node document : yaml.documents()) {
            if (document instanceof SequenceNode list) {
                for (Node one : list.items()) {
                    outcomes.add(run(control, one));
                }
            } else {
                findings.add(Finding.error(
                        "scan/own-control", "`" + cases + "` must be a list of cases.", document.origin()));
            }
        }
    }

    private static Outcome run(OwnControl control, Node written) {
        List<Manifest> manifests = new ArrayList<>();
        SortedSet<String> expected = new TreeSet<>();
        String name = "";
        if (written instanceof MappingNode one) {
            name = one.text("name");
            SequenceNode resources = one.sequence("resources");
            if (resources != null) {
                resources.items().forEach(resource -> {
                    if (resource instanceof MappingNode root) {
                        manifests.add(new Manifest(root));
                    }
                });
            }
            Json.list(Json.of(one), "fails").forEach(text -> expected.add(text.toString()));
        }
        Catalog catalog = Catalog.kubescape().with(OwnControlReader.FRAMEWORK, List.of(control));
        SortedSet<String> found = new TreeSet<>();
        new Scanner(catalog)
                .scan(
                        manifests,
                        ScanSettings.DEFAULT.withFrameworks(List.of(OwnControlReader.FRAMEWORK)),
                        Instant.EPOCH)
                .findings()
                .forEach(finding -> found.add(text(finding)));
        return new Outcome(control.control().id(), name, without(expected, found), without(found, expected));
    }

    private static String text(ScanFinding finding) {
        return finding.field().isEmpty() ? finding.resource().toString() : finding.resource() + " " + finding.field();
    }

    private static List<String> without(SortedSet<String> some, SortedSet<String> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }
}
