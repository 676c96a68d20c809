package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one ksail file and says what is wrong with it, apart from the directories that it names. */
final class KsailFileReader {
    /** A hundred times the longest ksail file that makes sense. */
    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 50, 20_000, 200, 10);

    private final YamlReader reader = new YamlReader(LIMITS);

    /** The file's first document; null when it cannot be known, which is a finding. */
    @Nullable MappingNode read(SourceTree tree, KsailFile file, List<Finding> findings) {
        YamlDocuments yaml;
        try {
            yaml = reader.read(file.path().value(), tree.read(file.path()));
        } catch (SourceException e) {
            findings.add(Finding.error("ksail/unreadable", e.getMessage() + ".", file.origin()));
            return null;
        }
        findings.addAll(yaml.findings());
        if (yaml.documents().isEmpty()) {
            if (yaml.findings().isEmpty()) {
                findings.add(Finding.error(
                                "ksail/type", "`" + file.path() + "` is empty and declares nothing.", file.origin())
                        .withFix("Write at least `apiVersion: " + KsailSchema.API_VERSION + "` and `kind: "
                                + KsailSchema.KIND + "`."));
            }
            return null;
        }
        if (yaml.documents().size() > 1) {
            findings.add(Finding.warning(
                    "ksail/extra-document",
                    "`" + file.path() + "` holds more than one YAML document; KSail reads the first alone.",
                    yaml.documents().get(1).origin()));
        }
        Node document = yaml.documents().get(0);
        if (!(document instanceof MappingNode root)) {
            findings.add(Finding.error(
                    "ksail/type",
                    "`" + file.path() + "` must be a mapping of keys to values at its top.",
                    document.origin()));
            return null;
        }
        KsailSchema.FILE.check(root, "", findings);
        requireHeader(root, "apiVersion", KsailSchema.API_VERSION, findings);
        requireHeader(root, "kind", KsailSchema.KIND, findings);
        return root;
    }

    private static void requireHeader(MappingNode root, String key, String value, List<Finding> findings) {
        Setting setting = Setting.of(root, key);
        boolean isEmpty =
                setting.value() instanceof ScalarNode scalar && scalar.text().isEmpty();
        if (setting.value() == null || isEmpty) {
            findings.add(Finding.error(
                            "ksail/missing-key",
                            "`" + key + "` is missing; KSail refuses the file without it.",
                            setting.origin())
                    .atField(key)
                    .withFix("Add `" + key + ": " + value + "`."));
        }
    }
}
