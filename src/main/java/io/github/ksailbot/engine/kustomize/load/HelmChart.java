package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;

/**
 * A chart that a kustomization wants to have rendered by Helm, which this program does not do.
 *
 * @param name empty when none is given
 * @param origin of the entry
 */
public record HelmChart(String name, Origin origin) {
    /** An entry of {@code helmCharts} or {@code helmChartInflationGenerator}, or a resource that configures the generator. */
    public static HelmChart read(TypedMapping entry) {
        String name = entry.text("name");
        return new HelmChart(name.isEmpty() ? entry.text("chartName") : name, entry.origin());
    }

    /** Says that what comes of the chart is not known. */
    public Finding refusal() {
        return Finding.unchecked(
                        "kustomize/helm-not-rendered",
                        "The Helm chart%s is not rendered: kustomize runs the program `helm` for it, which may fetch and run anything. What comes of it was not checked."
                                .formatted(name.isEmpty() ? "" : " `" + name + "`"),
                        origin)
                .withFix(
                        "Commit what `helm template` makes of the chart, or leave the chart to a HelmRelease or an Application.");
    }
}
