package io.github.ksailbot.engine.scan.own;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.scan.catalog.Catalog.OwnControl;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the cases of own controls: {@code NAME.cases.yaml} beside {@code NAME.yaml}, a list of cases, see {@link
 * OwnControlCase}.
 */
public final class OwnControlCases {
    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 60, 50_000, 200, 1);

    private final SourceTree tree;
    private final SourcePath directory;
    private final OwnControlReader.OwnControls own;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private OwnControlCases(SourceTree tree, SourcePath directory) {
        this.tree = tree;
        this.directory = directory;
        own = OwnControlReader.read(tree, directory);
        findings.addAll(own.findings());
    }

    /**
     * What came of one case.
     *
     * @param control id
     * @param name of the case
     * @param missing failures that were expected and not found
     * @param extra failures that were found and not expected, and what could not be judged
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
    public record Run(List<Outcome> outcomes, List<Finding> findings) {
        public Run {
            outcomes = List.copyOf(outcomes);
            findings = List.copyOf(findings);
        }
    }

    /** Never throws for what the directory holds. */
    public static Run run(SourceTree tree, SourcePath directory) {
        OwnControlCases cases = new OwnControlCases(tree, directory);
        cases.run();
        return new Run(cases.outcomes, cases.findings);
    }

    private void run() {
        try {
            List<String> names = tree.names(directory);
            for (OwnControl control : own.controls()) {
                String file = control.origin().file();
                String base = file.substring(file.lastIndexOf('/') + 1, file.length() - ".yaml".length());
                if (names.contains(base + OwnControlReader.CASES)) {
                    cases(control, directory.child(base + OwnControlReader.CASES));
                } else {
                    warning(
                            "The control `" + control.control().id() + "` has no case that shows what it finds.",
                            control.origin(),
                            "Write `" + base + OwnControlReader.CASES + "` beside it.");
                }
            }
            for (String name : names) {
                if (name.endsWith(OwnControlReader.CASES) && !names.contains(controlOf(name))) {
                    String path = directory.child(name).value();
                    error("There is no `" + controlOf(name) + "` that these cases are of.", Origin.of(path, 1, 1));
                }
            }
            if (own.controls().isEmpty() && findings.isEmpty()) {
                error("There is no control here, which is a file `NAME.yaml`.", Origin.of(directory.value(), 1, 1));
            }
        } catch (SourceException e) {
            error(e.getMessage() + ".", Origin.of(directory.value(), 1, 1));
        }
    }

    private static String controlOf(String name) {
        return name.substring(0, name.length() - OwnControlReader.CASES.length()) + ".yaml";
    }

    private void cases(OwnControl control, SourcePath file) throws SourceException {
        YamlDocuments yaml = new YamlReader(LIMITS).read(file.value(), tree.read(file));
        findings.addAll(yaml.findings());
        boolean fails = false;
        boolean passes = false;
        for (Node document : yaml.documents()) {
            if (!(document instanceof SequenceNode list)) {
                error("`" + file + "` must be a list of cases.", document.origin());
                return;
            }
            for (Node item : list.items()) {
                OwnControlCase one =
                        item instanceof MappingNode mapping ? OwnControlCase.read(mapping, findings) : null;
                if (!(item instanceof MappingNode)) {
                    error("A case must be a mapping of keys to values.", item.origin());
                }
                if (one != null) {
                    outcomes.add(one.run(control));
                    fails |= !one.fails().isEmpty();
                    passes |= one.fails().isEmpty();
                }
            }
        }
        if (!fails || !passes) {
            warning(
                    "The cases of `" + control.control().id() + "` show nothing that it "
                            + (fails ? "lets pass." : "fails."),
                    Origin.of(file.value(), 1, 1),
                    "Add one.");
        }
    }

    private void error(String message, Origin origin) {
        findings.add(Finding.error(OwnControlReader.RULE, message, origin));
    }

    private void warning(String message, Origin origin, String fix) {
        findings.add(Finding.warning(OwnControlReader.RULE, message, origin).withFix(fix));
    }
}
