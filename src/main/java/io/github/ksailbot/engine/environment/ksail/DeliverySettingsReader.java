package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.ConnectionSettings;
import io.github.ksailbot.engine.environment.CredentialNames;
import io.github.ksailbot.engine.environment.DeliverySettings;
import io.github.ksailbot.engine.environment.ExpandedText;
import io.github.ksailbot.engine.environment.FluxSettings;
import io.github.ksailbot.engine.environment.RegistrySetting;
import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what delivery needs of one ksail file. Adds no findings: the shapes of the values are judged with the file, and a
 * variable without value matters only to who delivers.
 */
final class DeliverySettingsReader {
    /** What KSail reads when {@code distributionConfig} is not set, by distribution. */
    private static final Map<String, String> USUAL_CONFIGURATION = Map.of(
            "", "kind.yaml",
            "Vanilla", "kind.yaml",
            "K3s", "k3d.yaml",
            "Talos", "talos",
            "VCluster", "vcluster.yaml");

    private static final Pattern DURATION_PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private final Variables variables;

    DeliverySettingsReader(Variables variables) {
        this.variables = variables;
    }

    /**
     * @param from directory of the ksail file
     * @param source what is delivered
     */
    DeliverySettings read(MappingNode root, SourcePath from, SourcePath source) {
        List<String> unresolved = new ArrayList<>();
        Setting registry = Setting.of(root, "spec", "cluster", "localRegistry", "registry");
        return new DeliverySettings(
                registry.text().isEmpty()
                        ? RegistrySetting.NONE
                        : RegistrySetting.parse(registry.text(), registry.origin()),
                new CredentialNames(
                        text(root, "tokenEnvVar"), text(root, "cliTokenEnvVar"), text(root, "clusterTokenEnvVar")),
                expanded(Setting.of(root, "spec", "workload", "tag"), unresolved),
                new ConnectionSettings(
                        expanded(connection(root, "kubeconfig"), unresolved),
                        expanded(connection(root, "context"), unresolved),
                        duration(connection(root, "timeout").text())),
                nodeConfiguration(root, from, unresolved),
                entryPath(source, Setting.of(root, "spec", "workload", "kustomizationFile")),
                new FluxSettings(
                        expanded(flux(root, "distributionVersion"), unresolved),
                        expanded(flux(root, "verify", "provider"), unresolved),
                        expanded(flux(root, "verify", "secretRef", "name"), unresolved)),
                unresolved.stream().distinct().toList());
    }

    private static String text(MappingNode root, String key) {
        return Setting.of(root, "spec", "cluster", "localRegistry", "credentials", key)
                .text();
    }

    private static Setting connection(MappingNode root, String key) {
        return Setting.of(root, "spec", "cluster", "connection", key);
    }

    private static Setting flux(MappingNode root, String... path) {
        return Setting.of(
                root,
                Stream.concat(Stream.of("spec", "workload", "flux"), Stream.of(path))
                        .toArray(String[]::new));
    }

    private String expanded(Setting setting, List<String> unresolved) {
        ExpandedText expanded = variables.expand(setting.text());
        unresolved.addAll(expanded.unresolved());
        return expanded.text();
    }

    private List<SourcePath> nodeConfiguration(MappingNode root, SourcePath from, List<String> unresolved) {
        String written = expanded(Setting.of(root, "spec", "cluster", "distributionConfig"), unresolved);
        String distribution =
                Setting.of(root, "spec", "cluster", "distribution").text();
        String path = written.isEmpty() ? USUAL_CONFIGURATION.getOrDefault(distribution, "") : written;
        try {
            return path.isEmpty() ? List.of() : List.of(from.resolve(path));
        } catch (SourceException e) {
            // Outside of the repository, so that no merge can change it.
            return List.of();
        }
    }

    /** As KSail writes it into a FluxInstance, except that a wrong path is not quietly the top. */
    private @Nullable String entryPath(SourcePath source, Setting setting) {
        ExpandedText expanded = variables.expand(setting.text());
        String path = expanded.text().replace('\\', '/');
        if (!expanded.unresolved().isEmpty() || EntryDirectories.isNotRelative(path)) {
            return null;
        }
        try {
            SourcePath entry = source.resolve(path);
            if (!entry.isWithin(source)) {
                return null;
            }
            String below = source.isRoot()
                    ? entry.value()
                    : entry.value()
                            .substring(Math.min(
                                    entry.value().length(), source.value().length() + 1));
            return "./" + below;
        } catch (SourceException e) {
            return null;
        }
    }

    /** Null for none, zero, a negative one, and for what is no duration. */
    private static @Nullable Duration duration(String text) {
        BigDecimal nanoseconds = BigDecimal.ZERO;
        Matcher part = DURATION_PART.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!part.find(end) || part.start() != end || part.group(1).matches("\\.?")) {
                return null;
            }
            nanoseconds = nanoseconds.add(new BigDecimal(part.group(1))
                    .multiply(BigDecimal.valueOf(NANOSECONDS.getOrDefault(part.group(2), 0L))));
            end = part.end();
        }
        boolean fits = nanoseconds.signum() > 0 && nanoseconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? Duration.ofNanos(nanoseconds.longValue()) : null;
    }
}
