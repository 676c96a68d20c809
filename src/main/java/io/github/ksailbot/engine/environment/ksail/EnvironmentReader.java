package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.environment.ValidationSettings;
import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes environments of ksail files. */
public final class EnvironmentReader {
    private static final String CLUSTERS = "clusters";

    private final SourceTree tree;
    private final Variables variables;
    private final List<Finding> findings;
    private final KsailFileReader reader = new KsailFileReader();
    private final EntryDirectories directories;
    private final DeliverySettingsReader delivery;

    public EnvironmentReader(SourceTree tree, Variables variables, List<Finding> findings) {
        this.tree = tree;
        this.variables = variables;
        this.findings = findings;
        this.directories = new EntryDirectories(tree, variables, findings);
        this.delivery = new DeliverySettingsReader(variables);
    }

    /**
     * What a file declares.
     *
     * @param named where its name was written
     */
    public record Declared(Environment environment, Origin named) {}

    private record Named(String name, Origin origin) {}

    /** Null when what the file declares cannot be known, which is a finding. */
    public @Nullable Declared read(KsailFile file) {
        MappingNode root = reader.read(tree, file, findings);
        if (root == null) {
            return null;
        }
        Setting sourceSetting = Setting.of(root, "spec", "workload", "sourceDirectory");
        Setting entrySetting = Setting.of(root, "spec", "workload", "kustomizationFile");
        SourcePath source = directories.source(file.directory(), sourceSetting);
        if (source == null) {
            return null;
        }
        GitOpsEngine engine = engine(root);
        List<SourcePath> entries = directories.entries(source, entrySetting, engine != GitOpsEngine.NONE);
        Named named = file.isBase() ? baseName(root, entrySetting) : fileName(file, entrySetting);
        Environment environment = new Environment(
                new EnvironmentName(named.name()),
                file.path(),
                source,
                List.copyOf(new TreeSet<>(entries)),
                engine,
                new ValidationSettings(Setting.of(root, "spec", "workload", "validation", "skipKinds")
                        .texts()),
                delivery.read(root, file.directory(), source));
        return new Declared(environment, named.origin());
    }

    private Named baseName(MappingNode root, Setting entry) {
        String overlay = overlay(entry);
        if (overlay != null && EnvironmentName.isValid(overlay)) {
            return new Named(overlay, entry.origin());
        }
        Setting name = Setting.of(root, "metadata", "name");
        String used = EnvironmentName.isValid(name.text()) ? name.text() : EnvironmentName.DEFAULT.value();
        if (overlay != null) {
            findings.add(Finding.warning(
                            "environment/name",
                            "`" + overlay + "` is no environment name, which is " + EnvironmentName.DESCRIPTION
                                    + "; this environment goes by the name `" + used + "`.",
                            entry.origin())
                    .atField(entry.field())
                    .withFix("Rename the directory `" + CLUSTERS + "/" + overlay + "`."));
        }
        return new Named(used, name.origin());
    }

    private Named fileName(KsailFile file, Setting entry) {
        String overlay = overlay(entry);
        if (overlay != null && !overlay.equals(file.suffix())) {
            findings.add(Finding.warning(
                            "environment/name",
                            "`" + file.path() + "` declares the environment `" + file.suffix() + "`, but delivers `"
                                    + CLUSTERS + "/" + overlay + "`.",
                            entry.origin())
                    .atField(entry.field())
                    .withFix("Name `" + CLUSTERS + "/" + file.suffix()
                            + "` if this was copied from another environment."));
        }
        return new Named(file.suffix(), file.origin());
    }

    /** The last segment of {@code clusters/NAME}; null for any other path. */
    private @Nullable String overlay(Setting entry) {
        String path = variables.expand(entry.text()).text().replace('\\', '/');
        String[] segments = path.split("/", -1);
        int last = segments.length - 1;
        return last >= 1 && segments[last - 1].equals(CLUSTERS) && !segments[last].isEmpty() ? segments[last] : null;
    }

    /** What was probably meant, so that a misspelled engine costs one finding and not a wrong delivery as well. */
    private static GitOpsEngine engine(MappingNode root) {
        String written = Setting.of(root, "spec", "cluster", "gitOpsEngine").text();
        return switch (Spelling.nearest(written, KsailSchema.ENGINES)) {
            case "Flux" -> GitOpsEngine.FLUX;
            case "ArgoCD" -> GitOpsEngine.ARGO_CD;
            default -> GitOpsEngine.NONE;
        };
    }
}
