package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chart that a kustomization wants to have rendered by Helm.
 *
 * @param name empty when none is given
 * @param home directory with the charts, from that of the kustomization
 * @param repository that it is fetched from when it is not there; empty for none
 * @param valuesFiles from the kustomization's directory, {@code valuesFile} first; without it the chart's own values are the
 *     first
 * @param valuesInline null when there are none
 * @param valuesMerge how both come together: {@code override}, {@code merge} or {@code replace}
 * @param origin of the entry
 */
public record HelmChart(
        String name,
        String home,
        String version,
        String repository,
        String releaseName,
        String namespace,
        @Nullable ScalarNode valuesFile,
        List<ScalarNode> valuesFiles,
        @Nullable MappingNode valuesInline,
        String valuesMerge,
        boolean includesCrds,
        boolean skipsHooks,
        boolean skipsTests,
        String kubeVersion,
        List<String> apiVersions,
        Origin origin) {
    private static final String HOME = "charts";

    /**
     * An entry of {@code helmCharts} or {@code helmChartInflationGenerator}, or a resource that configures the generator.
     *
     * @param globals {@code helmGlobals}; null when there are none
     */
    public static HelmChart read(TypedMapping entry, @Nullable TypedMapping globals) {
        String name = entry.text("name");
        String home = globals == null || globals.text("chartHome").isEmpty()
                ? entry.text("chartHome")
                : globals.text("chartHome");
        Node inline = entry.value("valuesInline");
        String merge = entry.text("valuesMerge");
        return new HelmChart(
                name.isEmpty() ? entry.text("chartName") : name,
                home.isEmpty() ? HOME : home,
                first(entry, "version", "chartVersion"),
                first(entry, "repo", "chartRepoUrl"),
                entry.text("releaseName"),
                first(entry, "namespace", "releaseNamespace"),
                entry.string(entry.has("valuesFile") ? "valuesFile" : "values"),
                entry.strings("additionalValuesFiles"),
                inline instanceof MappingNode values ? values : null,
                merge.isEmpty() ? "override" : merge,
                entry.flag("includeCRDs"),
                entry.flag("skipHooks"),
                entry.flag("skipTests"),
                entry.text("kubeVersion"),
                entry.strings("apiVersions").stream().map(ScalarNode::text).toList(),
                entry.origin());
    }

    private static String first(TypedMapping entry, String... keys) {
        return Stream.of(keys)
                .map(entry::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Says that what comes of the chart is not known. */
    public Finding refusal() {
        return refusal(
                "kustomize runs the program `helm` for it, which may fetch and run anything",
                "Commit what `helm template` makes of the chart, or leave the chart to a HelmRelease or an"
                        + " Application.");
    }

    /** @param why half a sentence */
    public Finding refusal(String why, String fix) {
        return Finding.unchecked(
                        "kustomize/helm-not-rendered",
                        "The Helm chart%s is not rendered: %s. What comes of it was not checked."
                                .formatted(name.isEmpty() ? "" : " `" + name + "`", why),
                        origin)
                .withFix(fix);
    }
}
