package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sync of a {@code FluxInstance}: a source and a Kustomization, with the instance's patches on them. The controllers that
 * it installs are not in the repository, and are not rendered.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
public final class FluxInstanceRenderer implements NodeRenderer {
    private static final String GROUP = "fluxcd.controlplane.io/";
    private static final String NO_EFFECT = "kustomize/patch-no-effect";
    private static final String KUSTOMIZE_GROUP = "kustomize.config.k8s.io/v1beta1";

    /** What the sync is written into for the patches; no finding ever names it. */
    private static final SourcePath SYNC = new SourcePath("sync.yaml");

    private final Kustomizer kustomizer;

    public FluxInstanceRenderer(Kustomizer kustomizer) {
        this.kustomizer = kustomizer;
    }

    @Override
    public boolean takes(Manifest object) {
        return object.kind().equals("FluxInstance") && object.apiVersion().startsWith(GROUP);
    }

    @Override
    public boolean applies(SourcePath entry, Manifest object, Surroundings surroundings) {
        MappingNode sync = sync(object);
        if (sync == null) {
            return false;
        }
        FluxKustomization kustomization = new FluxKustomization(kustomization(object, sync));
        SourcePath root = new FluxSources(surroundings)
                .root(kustomization.source(), kustomization.manifest(), kustomization.relativePath());
        return entry.equals(FluxKustomizer.path(root, kustomization));
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        MappingNode sync = sync(object);
        if (sync == null) {
            return NodeResult.rendered(List.of(), List.of(), SourceTrace.NOTHING);
        }
        List<MappingNode> objects =
                List.of(source(object, sync).root(), kustomization(object, sync).root());
        MappingNode kustomize = spec(object).mapping("kustomize");
        SequenceNode patches = kustomize == null ? null : kustomize.sequence("patches");
        if (patches == null) {
            return NodeResult.rendered(objects.stream().map(Manifest::new).toList(), List.of(), SourceTrace.NOTHING);
        }
        MappingNode root = MappingNode.empty(object.origin())
                .with("apiVersion", text(KUSTOMIZE_GROUP, object))
                .with("kind", text("Kustomization", object))
                .with("resources", new SequenceNode(List.of(text(SYNC.value(), object)), object.origin()))
                .with("patches", patches);
        MemorySourceTree tree = MemorySourceTree.of(Map.of(SYNC.value(), YamlWriter.writeAll(objects)));
        Build build = kustomizer.build(
                tree,
                SourcePath.ROOT,
                new KustomizationFiles.Content(new SourcePath(KustomizationFiles.NAMES.get(0)), root),
                BuildOptions.FLUX);
        List<Finding> findings = build.findings().stream()
                .filter(finding -> !finding.rule().value().equals(NO_EFFECT))
                .toList();
        GeneratedOrigins origins = new GeneratedOrigins(SYNC.value(), sync.origin());
        List<Manifest> manifests = build.manifests().stream()
                .map(manifest -> new Manifest(origins.replace(manifest.root())))
                .toList();
        return NodeResult.rendered(manifests, findings, SourceTrace.NOTHING);
    }

    private static MappingNode spec(Manifest object) {
        MappingNode spec = object.root().mapping("spec");
        return spec == null ? MappingNode.empty(object.origin()) : spec;
    }

    /** Null when it applies nothing. */
    private static @Nullable MappingNode sync(Manifest object) {
        return spec(object).mapping("sync");
    }

    private static ObjectKey key(Manifest object, MappingNode sync) {
        String kind = sync.text("kind");
        String name = sync.text("name");
        return new ObjectKey(
                kind.isEmpty() ? "GitRepository" : kind,
                object.namespace(),
                name.isEmpty() ? object.namespace() : name);
    }

    private static Manifest source(Manifest object, MappingNode sync) {
        ObjectKey key = key(object, sync);
        Node ref = sync.get("ref");
        MappingNode spec = MappingNode.empty(sync.origin()).with("interval", text("1m", object));
        if (ref instanceof ScalarNode written) {
            String field = key.kind().equals("GitRepository")
                    ? "name"
                    : written.text().startsWith("sha256:") ? "digest" : "tag";
            spec = spec.with("ref", MappingNode.empty(ref.origin()).with(field, ref));
        }
        Node url = sync.get("url");
        spec = url == null ? spec : spec.with(key.kind().equals("Bucket") ? "bucketName" : "url", url);
        return object("source.toolkit.fluxcd.io/v1", key, object, spec);
    }

    private static Manifest kustomization(Manifest object, MappingNode sync) {
        ObjectKey source = key(object, sync);
        MappingNode reference = MappingNode.empty(sync.origin())
                .with("kind", text(source.kind(), object))
                .with("name", text(source.name(), object));
        Node path = sync.get("path");
        MappingNode spec = MappingNode.empty(sync.origin()).with("interval", text("10m", object));
        spec = path == null ? spec : spec.with("path", path);
        spec = spec.with(
                        "prune",
                        new ScalarNode("true", ScalarNode.Style.PLAIN, ScalarNode.Type.BOOLEAN, sync.origin(), 0))
                .with("sourceRef", reference);
        return object(
                "kustomize.toolkit.fluxcd.io/v1",
                new ObjectKey("Kustomization", source.namespace(), source.name()),
                object,
                spec);
    }

    private static Manifest object(String apiVersion, ObjectKey key, Manifest by, MappingNode spec) {
        MappingNode metadata = MappingNode.empty(spec.origin())
                .with("name", text(key.name(), by))
                .with("namespace", text(key.namespace(), by));
        return new Manifest(MappingNode.empty(spec.origin())
                .with("apiVersion", text(apiVersion, by))
                .with("kind", text(key.kind(), by))
                .with("metadata", metadata)
                .with("spec", spec));
    }

    private static ScalarNode text(String text, Manifest by) {
        return ScalarNode.string(text, by.origin());
    }
}
