package io.github.ksailbot.engine.render;

import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;

/** Says by name what is rendered and not taken from before. */
final class CountingRenderer implements NodeRenderer {
    private final NodeRenderer renderer;
    private final List<String> rendered;

    CountingRenderer(NodeRenderer renderer, List<String> rendered) {
        this.renderer = renderer;
        this.rendered = rendered;
    }

    @Override
    public boolean takes(Manifest object) {
        return renderer.takes(object);
    }

    @Override
    public boolean isReady(Manifest object, Surroundings surroundings) {
        return renderer.isReady(object, surroundings);
    }

    @Override
    public boolean applies(SourcePath entry, Manifest object, Surroundings surroundings) {
        return renderer.applies(entry, object, surroundings);
    }

    @Override
    public boolean isKept() {
        return renderer.isKept();
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        rendered.add(object.name());
        return renderer.render(object, surroundings);
    }
}
