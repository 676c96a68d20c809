package io.github.ksailbot.engine.settings;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@value RepositorySettings#FILE} and says what is wrong with it, on its lines. Rules: {@code settings/…}. */
public final class RepositorySettingsReader {
    private static final YamlLimits LIMITS = new YamlLimits(1 << 18, 20, 5_000, 50, 10);
    /** What Git allows in a branch's name, and no pattern. */
    private static final Pattern BRANCH = Pattern.compile("(?!.*(\\.\\.|//|@\\{))[A-Za-z0-9_][A-Za-z0-9_./@+-]{0,249}");

    private static final List<String> KEYS = List.of("branch", "environments", ScanDefaults.SECTION);

    private final YamlReader reader = new YamlReader(LIMITS);

    /**
     * Never throws for what the file holds.
     *
     * @return the defaults when there is no such file
     */
    public RepositorySettings read(SourceTree tree) {
        SourcePath path = new SourcePath(RepositorySettings.FILE);
        Origin file = Origin.of(RepositorySettings.FILE, 1, 1);
        List<Finding> findings = new ArrayList<>();
        YamlDocuments yaml;
        try {
            if (tree.find(path).isEmpty()) {
                return RepositorySettings.DEFAULT;
            }
            yaml = reader.read(RepositorySettings.FILE, tree.read(path));
        } catch (SourceException e) {
            return broken(Finding.error("settings/unreadable", e.getMessage() + ".", file));
        }
        findings.addAll(yaml.findings());
        if (yaml.documents().isEmpty()) {
            return new RepositorySettings("", Map.of(), findings);
        }
        if (yaml.documents().size() > 1) {
            findings.add(Finding.error(
                    "settings/extra-document",
                    "`" + RepositorySettings.FILE + "` holds more than one YAML document.",
                    yaml.documents().get(1).origin()));
        }
        Node document = yaml.documents().get(0);
        if (SettingValues.isNull(document)) {
            return new RepositorySettings("", Map.of(), findings);
        }
        if (!(document instanceof MappingNode root)) {
            findings.add(Finding.error(
                    "settings/type",
                    "`" + RepositorySettings.FILE + "` must be a mapping of keys to values at its top.",
                    document.origin()));
            return new RepositorySettings("", Map.of(), findings);
        }
        SettingValues values = new SettingValues(root, "", findings);
        values.allowOnly(KEYS);
        String branch = values.text("branch", BRANCH, "the name of a branch, without `refs/heads/`");
        findings.addAll(ScanDefaults.read(tree).findings());
        return new RepositorySettings(branch, environments(values, findings), findings);
    }

    /** Says which of the settings are about no environment of a repository. */
    public static List<Finding> unknown(SourceTree tree, Collection<EnvironmentName> declared) {
        List<Finding> findings = new ArrayList<>();
        List<String> names = declared.stream().map(EnvironmentName::value).toList();
        for (EnvironmentName name :
                new TreeMap<>(new RepositorySettingsReader().read(tree).environments()).keySet()) {
            if (!declared.contains(name)) {
                findings.add(SettingValues.unknownWord(
                                "settings/unknown-environment",
                                "`" + name + "` is no environment of this repository",
                                name.value(),
                                names,
                                Origin.of(RepositorySettings.FILE, 1, 1))
                        .atField("environments." + name));
            }
        }
        return findings;
    }

    private static Map<EnvironmentName, EnvironmentSettings> environments(SettingValues root, List<Finding> findings) {
        Map<EnvironmentName, EnvironmentSettings> environments = new TreeMap<>();
        MappingNode section = root.section("environments");
        if (section == null) {
            return environments;
        }
        for (MappingNode.Entry entry : section.entries()) {
            String name = entry.key().text();
            String field = "environments." + name;
            if (!EnvironmentName.isValid(name)) {
                findings.add(Finding.error(
                                "settings/environment-name",
                                "`" + name + "` cannot be the name of an environment.",
                                entry.key().origin())
                        .atField(field));
            } else if (entry.value() instanceof MappingNode mapping) {
                environments.put(
                        new EnvironmentName(name),
                        SettingValues.environment(new SettingValues(mapping, field, findings)));
            } else if (!SettingValues.isNull(entry.value())) {
                findings.add(Finding.error(
                                "settings/type",
                                "`" + field + "` must be a mapping of keys to values.",
                                entry.value().origin())
                        .atField(field));
            }
        }
        return environments;
    }

    private static RepositorySettings broken(Finding finding) {
        return new RepositorySettings("", Map.of(), List.of(finding));
    }
}
