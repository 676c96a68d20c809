package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what a {@link FluxKustomization} asks for into the kustomization file of its directory, as Flux does. */
final class KustomizationMerge {
    private final SourceTree tree;
    private final FluxKustomization kustomization;
    private final Consumer<Finding> findings;

    KustomizationMerge(SourceTree tree, FluxKustomization kustomization, Consumer<Finding> findings) {
        this.tree = tree;
        this.kustomization = kustomization;
        this.findings = findings;
    }

    /** @param generated whether Flux made the content itself, because there was no file */
    KustomizationFiles.Content merge(KustomizationFiles.Content content, boolean generated) {
        MappingNode spec = kustomization.spec();
        MappingNode root = content.root();
        SequenceNode resources = root.sequence("resources");
        if (!generated && (resources == null || resources.size() == 0)) {
            // so that kustomize does not find it empty
            ScalarNode option = ScalarNode.string("originAnnotations", root.origin());
            root = root.with("buildMetadata", new SequenceNode(List.of(option), root.origin()));
        }
        root = overwrite(root, "namespace", spec.get("targetNamespace"));
        root = overwrite(root, "namePrefix", spec.get("namePrefix"));
        root = overwrite(root, "nameSuffix", spec.get("nameSuffix"));
        root = append(root, "patches", items(spec, "patches"));
        root = append(root, "components", components(spec, content.file().parent()));
        root = images(root, items(spec, "images"));
        root = overwrite(root, "buildMetadata", spec.get("buildMetadata"));
        return new KustomizationFiles.Content(content.file(), root);
    }

    private static MappingNode overwrite(MappingNode root, String field, @Nullable Node value) {
        return value == null || (value instanceof ScalarNode scalar && scalar.isNull())
                ? root
                : root.with(field, value);
    }

    private static MappingNode append(MappingNode root, String field, List<Node> more) {
        if (more.isEmpty()) {
            return root;
        }
        List<Node> all = new ArrayList<>(items(root, field));
        all.addAll(more);
        SequenceNode own = root.sequence(field);
        return root.with(field, own == null ? new SequenceNode(all, more.get(0).origin()) : own.withItems(all));
    }

    private List<Node> components(MappingNode spec, SourcePath directory) {
        List<Node> components = new ArrayList<>();
        for (Node component : items(spec, "components")) {
            if (!(component instanceof ScalarNode path)) {
                continue;
            }
            if (path.text().startsWith("/") || Loader.isRemote(path.text())) {
                findings.accept(Finding.error(
                                "flux/component",
                                "`%s` is no relative path; Flux takes components from the same source only."
                                        .formatted(path.text()),
                                path.origin())
                        .about(kustomization.manifest().id(), "spec.components"));
            } else if (!kustomization.ignoresMissingComponents() || exists(directory, path.text())) {
                components.add(path);
            }
        }
        return components;
    }

    private boolean exists(SourcePath directory, String path) {
        try {
            return tree.find(directory.resolve(path)).isPresent();
        } catch (SourceException e) {
            // what cannot be followed is there, and the build says what is wrong with it
            return true;
        }
    }

    private static MappingNode images(MappingNode root, List<Node> images) {
        MappingNode changed = root;
        for (Node item : images) {
            if (item instanceof MappingNode image) {
                changed = image(changed, image);
            }
        }
        return changed;
    }

    /** A tag or digest takes the place of both; another name is kept where none is given. */
    private static MappingNode image(MappingNode root, MappingNode image) {
        List<Node> all = new ArrayList<>(items(root, "images"));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof MappingNode own && own.text("name").equals(image.text("name"))) {
                MappingNode merged = own;
                if (image.has("newTag") || image.has("digest")) {
                    merged = merged.without("newTag").without("digest");
                }
                for (MappingNode.Entry entry : image.entries()) {
                    merged = merged.with(entry);
                }
                all.set(i, merged);
                SequenceNode images = root.sequence("images");
                return images == null ? root : root.with("images", images.withItems(all));
            }
        }
        return append(root, "images", List.of(image));
    }

    private static List<Node> items(MappingNode mapping, String field) {
        SequenceNode items = mapping.sequence(field);
        return items == null ? List.of() : items.items();
    }
}
