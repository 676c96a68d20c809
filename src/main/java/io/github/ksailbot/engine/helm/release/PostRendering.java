package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.patch.Patch;
import io.github.ksailbot.engine.kustomize.patch.PatchReader;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.transform.Image;
import io.github.ksailbot.engine.kustomize.transform.ImageTransformer;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** {@code postRenderers} with kustomize: patches, then images, each renderer over what the one before it made. */
final class PostRendering {
    private static final long STEPS = 20_000_000;
    private static final long NODES = 500_000;
    private static final long BYTES = 20L << 20;

    private static final FileLoader NO_FILES = path -> {
        throw BuildException.of(
                        "helm/post-renderer",
                        "A post-renderer has no files: `%s` is not to be had.".formatted(path.text()),
                        path.origin())
                .withFix("Write the patch itself.");
    };

    private final Consumer<Finding> findings;
    private final Work work = new Work(STEPS, NODES, BYTES);

    PostRendering(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /** What is wrong with a step is said, and the resources stay as they were before it. */
    List<MappingNode> apply(List<MappingNode> postRenderers, List<MappingNode> manifests) {
        ResourceMap resources =
                new ResourceMap(manifests.stream().map(Resource::of).toList());
        try {
            for (MappingNode postRenderer : postRenderers) {
                MappingNode kustomize = postRenderer.mapping("kustomize");
                if (kustomize != null) {
                    resources = apply(kustomize, resources);
                }
            }
        } catch (BuildException e) {
            findings.accept(e.finding());
        } catch (LimitExceeded e) {
            findings.accept(e.finding());
        }
        return resources.resources().stream().map(Resource::root).toList();
    }

    private ResourceMap apply(MappingNode kustomize, ResourceMap start) throws BuildException {
        PatchReader reader = new PatchReader(NO_FILES, MergeKeys.kubernetes(), findings, work);
        List<Patch> patches = new ArrayList<>();
        for (TypedMapping patch : mappings(kustomize, "patches")) {
            patches.addAll(reader.patch(patch));
        }
        ResourceMap resources = start;
        for (Patch patch : patches) {
            resources = patch.apply(resources, findings, work);
        }
        List<TypedMapping> images = mappings(kustomize, "images");
        if (!images.isEmpty()) {
            ImageTransformer transformer = new ImageTransformer(DefaultFieldSpecs.CONFIG.specs(Section.IMAGES));
            for (TypedMapping image : images) {
                transformer.add(Image.read(image), work);
            }
            resources = transformer.apply(resources, work);
        }
        return resources;
    }

    private List<TypedMapping> mappings(MappingNode kustomize, String field) {
        List<TypedMapping> mappings = new ArrayList<>();
        List<Node> items = items(kustomize, field);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof MappingNode mapping) {
                mappings.add(
                        new TypedMapping(mapping, "spec.postRenderers.kustomize.%s[%d]".formatted(field, i), findings));
            }
        }
        return mappings;
    }

    private static List<Node> items(MappingNode kustomize, String field) {
        SequenceNode sequence = kustomize.sequence(field);
        return sequence == null ? List.of() : sequence.items();
    }
}
