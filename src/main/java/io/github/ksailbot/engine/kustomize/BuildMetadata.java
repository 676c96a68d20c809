package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.resource.BuildNote;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;

/** {@code buildMetadata} of the kustomization where a build begins: what to write about the build into the resources. */
final class BuildMetadata {
    private static final String BUILTIN = "builtin";
    private static final int STEPS_PER_NOTE = 50;

    private final SourcePath root;
    private final List<ScalarNode> options;

    BuildMetadata(SourcePath root, List<ScalarNode> options) {
        this.root = root;
        this.options = List.copyOf(options);
    }

    boolean isEmpty() {
        return options.isEmpty();
    }

    private boolean has(String option) {
        return options.stream().anyMatch(given -> given.text().equals(option));
    }

    /** The resources of a file, with a note of where it is if anybody wants to know. */
    List<Resource> fromFile(LoadedFile file, List<Resource> resources) {
        if (options.isEmpty()) {
            return resources;
        }
        BuildNote note = BuildNote.file(relative(file.file()));
        return resources.stream().map(resource -> resource.from(note)).toList();
    }

    Resource generatedBy(Kustomization kustomization, String plugin, Resource resource) {
        return options.isEmpty() ? resource : resource.from(field(kustomization, plugin));
    }

    Resource generatedBy(Resource config, Resource resource) {
        return options.isEmpty() ? resource : resource.from(plugin(config));
    }

    /** Whether anybody wants to know what changes resources. */
    boolean notes() {
        return !options.isEmpty();
    }

    ResourceMap changedBy(Kustomization kustomization, String plugin, ResourceMap resources, Work work) {
        return options.isEmpty() ? resources : changedBy(field(kustomization, plugin), resources, work);
    }

    ResourceMap changedBy(Resource config, ResourceMap resources, Work work) {
        return options.isEmpty() ? resources : changedBy(plugin(config), resources, work);
    }

    /** Each note is printed with each resource. */
    private static ResourceMap changedBy(BuildNote note, ResourceMap resources, Work work) {
        return resources.map(resource -> {
            work.spend(STEPS_PER_NOTE + resource.historySize());
            return resource.changedBy(note);
        });
    }

    private BuildNote field(Kustomization kustomization, String plugin) {
        return BuildNote.plugin(relative(kustomization.origin().in()), new ResId(Gvk.of(BUILTIN, plugin), "", ""));
    }

    private BuildNote plugin(Resource config) {
        return BuildNote.plugin(relative(config.origin().in()), config.id());
    }

    /** What was asked for, as annotations and label of a resource. */
    Resource annotate(Resource resource) {
        Resource annotated = resource;
        if (has("originAnnotations")) {
            annotated = MetadataEdit.annotate(
                    annotated,
                    BuildAnnotations.ORIGIN,
                    string("originAnnotations", resource.sourceText(), Writer.ANNOTATION));
        }
        if (has("transformerAnnotations")) {
            annotated = MetadataEdit.annotate(
                    annotated,
                    BuildAnnotations.TRANSFORMATIONS,
                    string("transformerAnnotations", resource.transformationsText(), Writer.ANNOTATION));
        }
        return annotated;
    }

    /** The label that names the tool; the version is that of the kustomize that is followed here. */
    Resource label(Resource resource) {
        return has("managedByLabel")
                ? MetadataEdit.label(
                        resource,
                        "app.kubernetes.io/managed-by",
                        string("managedByLabel", "kustomize-v5.6.0", Writer.LABEL))
                : resource;
    }

    private ScalarNode string(String option, String text, Writer writer) {
        Origin origin = options.stream()
                .filter(given -> given.text().equals(option))
                .findFirst()
                .map(ScalarNode::origin)
                .orElseThrow();
        return ScalarNode.string(text, origin.as(writer, null));
    }

    /** From the directory where the build began; the address of a file that was fetched. */
    private String relative(OriginFile file) {
        if (file.fetchedBy() != null) {
            return file.name();
        }
        List<String> from = segments(root);
        List<String> to = segments(new SourcePath(file.name()));
        int common = 0;
        while (common < from.size() && common < to.size() && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> path = new ArrayList<>();
        for (int i = common; i < from.size(); i++) {
            path.add("..");
        }
        path.addAll(to.subList(common, to.size()));
        return String.join("/", path);
    }

    private static List<String> segments(SourcePath path) {
        return path.isRoot() ? List.of() : List.of(path.value().split("/", -1));
    }
}
