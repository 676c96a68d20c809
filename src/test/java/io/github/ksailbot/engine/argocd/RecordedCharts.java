package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.helm.template.ChartRenderer;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Remembers what it was asked to render, and prints the same documents each time. */
final class RecordedCharts implements ChartRenderer {
    private final List<RenderRequest> requests = new ArrayList<>();
    private final List<String> documents = new ArrayList<>();

    RecordedCharts prints(String yaml) {
        documents.add(yaml);
        return this;
    }

    @Override
    public Rendering render(RenderRequest request) {
        requests.add(request);
        return new Rendering.Documents(documents.stream()
                .map(yaml -> new Rendering.Document(request.chart().name() + "/templates/all.yaml", yaml))
                .toList());
    }

    RenderRequest last() {
        return requests.get(requests.size() - 1);
    }

    /** Of a cluster with Kubernetes 1.33 and one API of its own. */
    ChartTools tools() {
        return new ChartTools(
                this, ChartArchives.DENIED, new Capabilities("v1.33.0", new TreeSet<>(List.of("apps/v1"))));
    }
}
