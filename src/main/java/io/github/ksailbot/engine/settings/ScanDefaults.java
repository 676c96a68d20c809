package io.github.ksailbot.engine.settings;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the section {@code scan} of {@value RepositorySettings#FILE} says: how every environment of the repository is
 * scanned where its ksail file says nothing else. Trusted only when read from the base branch.
 *
 * @param isWritten whether there is such a section at all
 * @param frameworks names; empty when none are written
 * @param threshold from 0 to 100; 0 when none is written
 * @param exceptions file with exceptions, from the top of the tree; null for none
 * @param failOnNew severity from which on a new failure fails the gate, such as {@code high}; empty for none
 * @param inputs lists that configure controls
 * @param inlineExceptions whether resources may except themselves
 * @param excludedNamespaces that are not looked at
 * @param controls directory with own controls; null when none is named
 * @param findings what is wrong with the section
 */
public record ScanDefaults(
        boolean isWritten,
        List<String> frameworks,
        int threshold,
        @Nullable SourcePath exceptions,
        String failOnNew,
        Map<String, List<String>> inputs,
        boolean inlineExceptions,
        List<String> excludedNamespaces,
        @Nullable SourcePath controls,
        List<Finding> findings) {
    public static final ScanDefaults NONE =
            new ScanDefaults(false, List.of(), 0, null, "", Map.of(), false, List.of(), null, List.of());

    static final String SECTION = "scan";

    private static final YamlLimits LIMITS = new YamlLimits(1 << 18, 20, 5_000, 50, 10);
    private static final int FULL = 100;
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");
    private static final List<String> KEYS = List.of(
            "frameworks",
            "complianceThreshold",
            "exceptions",
            "failOnNew",
            "inputs",
            "inlineExceptions",
            "excludedNamespaces",
            "controls");

    public ScanDefaults {
        frameworks = List.copyOf(frameworks);
        inputs = Map.copyOf(inputs);
        excludedNamespaces = List.copyOf(excludedNamespaces);
        findings = List.copyOf(findings);
    }

    /** Never throws for what the file holds. */
    public static ScanDefaults read(SourceTree tree) {
        SourcePath path = new SourcePath(RepositorySettings.FILE);
        try {
            if (tree.find(path).isEmpty()) {
                return NONE;
            }
            List<Node> documents = new YamlReader(LIMITS)
                    .read(RepositorySettings.FILE, tree.read(path))
                    .documents();
            if (documents.isEmpty() || !(documents.get(0) instanceof MappingNode root) || !root.has(SECTION)) {
                return NONE;
            }
            Node section = root.get(SECTION);
            if (section instanceof MappingNode mapping) {
                return of(mapping);
            }
            return section instanceof ScalarNode scalar && scalar.isNull()
                    ? of(MappingNode.empty(scalar.origin()))
                    : broken("`scan` must be a mapping of keys to values.", root.origin());
        } catch (SourceException e) {
            return broken(e.getMessage() + ".", Origin.of(RepositorySettings.FILE, 1, 1));
        }
    }

    private static ScanDefaults broken(String message, Origin origin) {
        return new ScanDefaults(
                true,
                List.of(),
                FULL,
                null,
                "low",
                Map.of(),
                false,
                List.of(),
                null,
                List.of(Finding.error("settings/value", message, origin)));
    }

    private static ScanDefaults of(MappingNode section) {
        List<Finding> findings = new ArrayList<>();
        new SettingValues(section, SECTION, findings).allowOnly(KEYS);
        Map<String, List<String>> inputs = new TreeMap<>();
        MappingNode lists = section.mapping("inputs");
        if (lists != null) {
            lists.entries().forEach(entry -> inputs.put(entry.key().text(), texts(entry.value(), "inputs", findings)));
        }
        return new ScanDefaults(
                true,
                texts(section.get("frameworks"), "frameworks", findings),
                threshold(section, findings),
                path(section, "exceptions", findings),
                severity(section, findings),
                inputs,
                isTrue(section, findings),
                texts(section.get("excludedNamespaces"), "excludedNamespaces", findings),
                path(section, "controls", findings),
                findings);
    }

    private static int threshold(MappingNode section, List<Finding> findings) {
        Node value = section.get("complianceThreshold");
        if (value == null) {
            return 0;
        }
        BigInteger number = value instanceof ScalarNode scalar ? scalar.integerValue() : null;
        if (number == null || number.signum() < 0 || number.compareTo(BigInteger.valueOf(FULL)) > 0) {
            wrong(value, "complianceThreshold", "must be a whole number between 0 and 100", findings);
            return FULL;
        }
        return number.intValue();
    }

    private static String severity(MappingNode section, List<Finding> findings) {
        String text = section.text("failOnNew").toLowerCase(Locale.ROOT);
        Node value = section.get("failOnNew");
        if (value != null && !SEVERITIES.contains(text)) {
            wrong(value, "failOnNew", "must be one of " + String.join(", ", SEVERITIES), findings);
            return "low";
        }
        return text;
    }

    private static boolean isTrue(MappingNode section, List<Finding> findings) {
        Node value = section.get("inlineExceptions");
        if (value == null) {
            return false;
        }
        Boolean written = value instanceof ScalarNode scalar ? scalar.booleanValue() : null;
        if (written == null) {
            wrong(value, "inlineExceptions", "must be true or false", findings);
        }
        return Boolean.TRUE.equals(written);
    }

    private static @Nullable SourcePath path(MappingNode section, String key, List<Finding> findings) {
        Node value = section.get(key);
        if (value == null) {
            return null;
        }
        try {
            return SourcePath.parse(section.text(key));
        } catch (SourceException e) {
            wrong(value, key, "must be a path from the top of the repository", findings);
            return null;
        }
    }

    private static List<String> texts(@Nullable Node value, String key, List<Finding> findings) {
        if (value == null || (value instanceof ScalarNode scalar && scalar.isNull())) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            wrong(value, key, "must be a list of texts", findings);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.items()) {
            if (item instanceof ScalarNode scalar && !scalar.isNull()) {
                texts.add(scalar.text());
            } else {
                wrong(item, key, "must be a list of texts", findings);
            }
        }
        return texts;
    }

    private static void wrong(Node value, String key, String what, List<Finding> findings) {
        findings.add(Finding.error("settings/value", "`" + SECTION + "." + key + "` " + what + ".", value.origin())
                .atField(SECTION + "." + key));
    }
}
