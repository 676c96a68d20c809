package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the options of {@code source.kustomize} into a kustomization, as Argo CD does with {@code kustomize edit}. */
final class KustomizeOptions {
    private static final Pattern DIGEST = Pattern.compile("(.*)@([a-zA-Z0-9._:-]*|\\*)");
    private static final Pattern TAG = Pattern.compile("(.*):([a-zA-Z0-9._-]*|\\*)");

    private final SourceTree tree;
    private final MappingNode options;
    private final BuildEnvironment environment;

    KustomizeOptions(SourceTree tree, MappingNode options, BuildEnvironment environment) {
        this.tree = tree;
        this.options = options;
        this.environment = environment;
    }

    /** Whether there is nothing to write. */
    boolean isEmpty() {
        return Fields.isZero(options.without("version").without("kubeVersion").without("apiVersions"));
    }

    KustomizationFiles.Content merged(KustomizationFiles.Content content) throws RenderFailure, SourceException {
        MappingNode root = content.root();
        for (String field : List.of("namePrefix", "nameSuffix", "namespace")) {
            Node value = options.get(field);
            if (value != null && !options.text(field).isEmpty()) {
                root = root.with(field, value);
            }
        }
        for (ScalarNode image : Fields.texts(options, "images")) {
            root = entry(root, "images", kept(root, image(image)));
        }
        for (MappingNode replica : Fields.mappings(options, "replicas")) {
            root = entry(root, "replicas", replica);
        }
        root = labels(root);
        root = pairs(root, "commonAnnotations", "forceCommonAnnotations", "commonAnnotationsEnvsubst");
        root = append(root, "patches", Fields.items(options, "patches"));
        return new KustomizationFiles.Content(
                content.file(),
                append(root, "components", components(content.file().parent())));
    }

    /** An entry takes the place of that with the same name. */
    private static MappingNode entry(MappingNode root, String field, MappingNode entry) {
        List<Node> all = new ArrayList<>();
        for (Node item : Fields.items(root, field)) {
            if (!(item instanceof MappingNode own) || !own.text("name").equals(entry.text("name"))) {
                all.add(item);
            }
        }
        all.add(entry);
        return root.with(field, new SequenceNode(all, Fields.origin(root, field)));
    }

    private MappingNode image(ScalarNode written) throws RenderFailure {
        String text = environment.substituted(written.text());
        int equals = text.indexOf('=');
        String rest = equals < 0 ? text : text.substring(equals + 1);
        Origin origin = written.origin();
        Matcher digest = DIGEST.matcher(rest);
        Matcher tag = TAG.matcher(rest);
        MappingNode image = MappingNode.empty(origin);
        String name = rest;
        if (digest.matches()) {
            name = digest.group(1);
            image = image.with("digest", ScalarNode.string(digest.group(2), origin));
        } else if (tag.matches()) {
            name = tag.group(1);
            image = image.with("newTag", ScalarNode.string(tag.group(2), origin));
        } else if (equals < 0) {
            throw new RenderFailure(Finding.error(
                    "argocd/image",
                    "`%s` is no image that kustomize could set: `name=new`, `name:tag` and `name@digest` are."
                            .formatted(text),
                    origin));
        }
        if (equals < 0) {
            return image.with("name", ScalarNode.string(name, origin));
        }
        return image.with("name", ScalarNode.string(text.substring(0, equals), origin))
                .with("newName", ScalarNode.string(name, origin));
    }

    /** What is written as {@code *} stays as the kustomization has it. */
    private static MappingNode kept(MappingNode root, MappingNode image) {
        MappingNode own = Fields.mappings(root, "images").stream()
                .filter(one -> one.text("name").equals(image.text("name")))
                .findFirst()
                .orElse(MappingNode.empty(image.origin()));
        MappingNode kept = image;
        for (String field : List.of("newName", "newTag", "digest")) {
            if (image.text(field).equals("*")) {
                Node before = own.get(field);
                kept = before == null ? kept.without(field) : kept.with(field, before);
            }
        }
        return kept;
    }

    private MappingNode labels(MappingNode root) throws RenderFailure {
        MappingNode labels = options.mapping("commonLabels");
        if (labels == null || labels.isEmpty()) {
            return root;
        }
        if (!Fields.isTrue(options, "labelWithoutSelector")) {
            return pairs(root, "commonLabels", "forceCommonLabels", "");
        }
        MappingNode entry = MappingNode.empty(labels.origin()).with("pairs", values(labels, false));
        Node templates = options.get("labelIncludeTemplates");
        if (templates != null) {
            entry = entry.with("includeTemplates", templates);
        }
        return append(root, "labels", List.of(entry));
    }

    private MappingNode pairs(MappingNode root, String field, String force, String substitutes) throws RenderFailure {
        MappingNode pairs = options.mapping(field);
        if (pairs == null || pairs.isEmpty()) {
            return root;
        }
        MappingNode own = root.mapping(field);
        MappingNode all = own == null ? MappingNode.empty(pairs.origin()) : own;
        for (MappingNode.Entry pair : values(pairs, !substitutes.isEmpty() && Fields.isTrue(options, substitutes))
                .entries()) {
            if (all.has(pair.key().text()) && !Fields.isTrue(options, force)) {
                throw new RenderFailure(Finding.error(
                                "argocd/kustomize",
                                "The kustomization has `%s` in its `%s` already, and kustomize does not replace it."
                                        .formatted(pair.key().text(), field),
                                pair.value().origin())
                        .withFix("Set `%s: true`, or remove one of the two.".formatted(force)));
            }
            all = all.with(pair);
        }
        return root.with(field, all);
    }

    /** As texts, which is what a command line gives. */
    private MappingNode values(MappingNode pairs, boolean substitutes) {
        MappingNode values = MappingNode.empty(pairs.origin());
        for (MappingNode.Entry pair : pairs.entries()) {
            String text = pairs.text(pair.key().text());
            values = values.with(new MappingNode.Entry(
                    pair.key(),
                    ScalarNode.string(
                            substitutes ? environment.substituted(text) : text,
                            pair.value().origin())));
        }
        return values;
    }

    private List<Node> components(SourcePath directory) throws SourceException {
        List<Node> components = new ArrayList<>();
        boolean ignoresMissing = Fields.isTrue(options, "ignoreMissingComponents");
        for (ScalarNode component : Fields.texts(options, "components")) {
            if (!ignoresMissing
                    || tree.find(directory.resolve(component.text())).isPresent()) {
                components.add(component);
            }
        }
        return components;
    }

    private static MappingNode append(MappingNode root, String field, List<Node> more) {
        if (more.isEmpty()) {
            return root;
        }
        List<Node> all = new ArrayList<>(Fields.items(root, field));
        all.addAll(more);
        return root.with(field, new SequenceNode(all, Fields.origin(root, field)));
    }
}
