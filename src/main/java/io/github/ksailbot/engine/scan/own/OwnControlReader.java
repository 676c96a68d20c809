package io.github.ksailbot.engine.scan.own;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.scan.catalog.Catalog.OwnControl;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the own controls of a directory: one a file, {@code NAME.yaml}. Rule: {@code scan/own-control}. */
public final class OwnControlReader {
    /** Name of the framework that own controls make. */
    public static final String FRAMEWORK = "own";

    /** Where a repository has its controls when its settings do not say. */
    public static final SourcePath DIRECTORY = new SourcePath(".github/ksail-bot/controls");

    /** Of every finding about own controls. */
    public static final String RULE = "scan/own-control";

    static final String CASES = ".cases.yaml";

    private static final YamlLimits LIMITS = new YamlLimits(1 << 16, 20, 2_000, 0, 1);
    private static final int MAX_FILES = 100;

    private final SourceTree tree;
    private final List<OwnControl> controls = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final OwnControlParser parser = new OwnControlParser(findings);

    private OwnControlReader(SourceTree tree) {
        this.tree = tree;
    }

    /**
     * @param controls those that could be read, by file name
     * @param findings what is wrong with the others; an error means that a control that was meant is not there
     */
    public record OwnControls(List<OwnControl> controls, List<Finding> findings) {
        public static final OwnControls NONE = new OwnControls(List.of(), List.of());

        public OwnControls {
            controls = List.copyOf(controls);
            findings = List.copyOf(findings);
        }
    }

    /**
     * The directory that counts: the one that settings name, or {@link #DIRECTORY} if it is there.
     *
     * @return null for none
     */
    public static @Nullable SourcePath directory(SourceTree tree, @Nullable SourcePath named) {
        try {
            return named != null || tree.find(DIRECTORY).isEmpty() ? named : DIRECTORY;
        } catch (SourceException e) {
            // Reading it says what is wrong.
            return DIRECTORY;
        }
    }

    /** Never throws for what the directory holds. */
    public static OwnControls read(SourceTree tree, SourcePath directory) {
        OwnControlReader reader = new OwnControlReader(tree);
        try {
            List<String> names = tree.names(directory).stream()
                    .filter(name -> name.endsWith(".yaml") && !name.endsWith(CASES))
                    .toList();
            for (String name : names.subList(0, Math.min(names.size(), MAX_FILES))) {
                reader.file(directory.child(name));
            }
            if (names.size() > MAX_FILES) {
                reader.error("There are more than " + MAX_FILES + " own controls.", Origin.of(directory.value(), 1, 1));
            }
        } catch (SourceException e) {
            reader.error(e.getMessage() + ".", Origin.of(directory.value(), 1, 1));
        }
        return new OwnControls(reader.controls, reader.findings);
    }

    /** The controls' files as one text, to tell whether they changed; empty where they cannot be read. */
    public static String text(SourceTree tree, SourcePath directory) {
        StringBuilder text = new StringBuilder();
        try {
            for (String name : tree.names(directory)) {
                if (name.endsWith(".yaml") && !name.endsWith(CASES)) {
                    String content = new String(tree.read(directory.child(name)), StandardCharsets.UTF_8);
                    // With the length, one file cannot read like two.
                    text.append(name)
                            .append(' ')
                            .append(content.length())
                            .append('\n')
                            .append(content);
                }
            }
        } catch (SourceException e) {
            return "";
        }
        return text.toString();
    }

    private void file(SourcePath path) {
        YamlDocuments yaml;
        try {
            yaml = new YamlReader(LIMITS).read(path.value(), tree.read(path));
        } catch (SourceException e) {
            error(e.getMessage() + ".", Origin.of(path.value(), 1, 1));
            return;
        }
        findings.addAll(yaml.findings());
        if (yaml.documents().isEmpty() && yaml.findings().isEmpty()) {
            error("`" + path + "` is empty; a control was meant.", Origin.of(path.value(), 1, 1));
        }
        for (Node document : yaml.documents()) {
            if (document instanceof MappingNode root) {
                OwnControl control = parser.parse(root);
                if (control != null) {
                    controls.add(control);
                }
            } else {
                error("`" + path + "` must be a mapping of keys to values at its top.", document.origin());
            }
        }
    }

    private void error(String message, Origin origin) {
        findings.add(Finding.error(OwnControlReader.RULE, message, origin));
    }
}
