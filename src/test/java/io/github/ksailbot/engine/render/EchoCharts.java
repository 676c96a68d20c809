package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.TestCharts;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import java.util.List;

/**
 * Charts that render to what they were rendered from: their files, the values, the names, what is known of the cluster. Any
 * address outside of the repository has a chart, the same one for the same word.
 */
final class EchoCharts {
    /** What all addresses stand for now. */
    private volatile String outside = "first";

    /** Something else, though every address is as it was. */
    void moveOutside(String word) {
        outside = word;
    }

    ChartTools tools() {
        return new ChartTools(EchoCharts::render, this::get, Capabilities.DEFAULT);
    }

    private static Rendering render(RenderRequest request) {
        if (request.values().contains("broken")) {
            return new Rendering.Failure(Rendering.Cause.CHART, "it is broken", "");
        }
        if (request.values().contains("endless")) {
            return new Rendering.Failure(Rendering.Cause.LIMIT, "it took too long", "");
        }
        String name = request.chart().name();
        return new Rendering.Documents(List.of(new Rendering.Document(name + "/templates/echo.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s-%s}
            data:
              chart: "%s"
              namespace: "%s"
              cluster: "%s"
              values: '%s'
            """.formatted(
                        request.name(),
                        name,
                        request.chart().digest(),
                        request.namespace(),
                        request.cluster(),
                        request.values().replace("'", "''")))));
    }

    private Fetched<ChartArchives.Archive> get(ChartAddress address) {
        if (address.describe().contains("denied")) {
            return new Fetched.Refusal<>(Fetched.Reason.NOT_ALLOWED, "its host is not allowed");
        }
        if (address.describe().contains("down")) {
            return new Fetched.Refusal<>(Fetched.Reason.UNAVAILABLE, "it does not answer");
        }
        byte[] chart = TestCharts.archive(
                "demo/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 1.0.0\n",
                "demo/values.yaml", "word: " + outside + "\n",
                "demo/templates/echo.yaml", "kind: Echo\n");
        return new Fetched.Content<>(new ChartArchives.Archive(chart, "", "https://charts.example.org/demo.tgz"));
    }
}
