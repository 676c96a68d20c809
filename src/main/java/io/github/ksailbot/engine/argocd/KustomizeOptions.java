package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the options of {@code source.kustomize} into a kustomization, as Argo CD does with {@code kustomize edit}. */
final class KustomizeOptions {
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
        root = images(root);
        for (MappingNode replica : options.mappings("replicas")) {
            root = entry(root, "replicas", counted(replica));
        }
        root = labels(root);
        root = annotations(root);
        root = append(root, "patches", Fields.items(options, "patches"));
        return new KustomizationFiles.Content(
                content.file(),
                append(
                        root,
                        "components",
                        new AddedComponents(tree, content.file().parent()).of(options, root)));
    }

    /** A count may be a text, which the command line makes a number. */
    private static MappingNode counted(MappingNode replica) {
        ScalarNode count = replica.scalar("count");
        return count != null && count.isString() && count.text().matches("[0-9]{1,9}")
                ? replica.with(
                        "count",
                        new ScalarNode(
                                String.valueOf(Integer.parseInt(count.text())),
                                ScalarNode.Style.PLAIN,
                                ScalarNode.Type.INTEGER,
                                count.origin()))
                : replica;
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

    /** {@code kustomize edit set image}: by name, what is there already among them. */
    private MappingNode images(MappingNode root) throws RenderFailure {
        List<ScalarNode> written = Fields.texts(options, "images");
        if (written.isEmpty()) {
            return root;
        }
        Map<String, MappingNode> all = new TreeMap<>();
        for (MappingNode own : root.mappings("images")) {
            all.put(own.text("name"), own);
        }
        for (ScalarNode one : written) {
            MappingNode image = image(one);
            all.put(image.text("name"), kept(root, image));
        }
        return root.with("images", new SequenceNode(List.copyOf(all.values()), Fields.origin(root, "images")));
    }

    private MappingNode image(ScalarNode written) throws RenderFailure {
        String text = environment.substituted(written.text());
        int equals = text.indexOf('=');
        ImageName name = ImageName.parse(text.substring(equals + 1));
        if (name.name().equals(text)) {
            throw new RenderFailure(Finding.error(
                    "argocd/image",
                    "`%s` is no image that kustomize could set: `name=new`, `name:tag` and `name@digest` are."
                            .formatted(text),
                    written.origin()));
        }
        Origin origin = written.origin();
        MappingNode image = MappingNode.empty(origin)
                .with("name", ScalarNode.string(equals < 0 ? name.name() : text.substring(0, equals), origin));
        if (equals >= 0) {
            image = image.with("newName", ScalarNode.string(name.name(), origin));
        }
        if (!name.tag().isEmpty()) {
            image = image.with("newTag", ScalarNode.string(name.tag(), origin));
        }
        return name.digest().isEmpty() ? image : image.with("digest", ScalarNode.string(name.digest(), origin));
    }

    /** What is written as {@code *} stays as the kustomization has it. */
    private static MappingNode kept(MappingNode root, MappingNode image) {
        MappingNode own = root.mappings("images").stream()
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
        boolean inTemplates = options.isTrue("labelIncludeTemplates");
        if (options.isTrue("labelWithoutSelector")) {
            return labelsWithoutSelector(root, values(labels, true), inTemplates);
        }
        if (inTemplates) {
            throw new RenderFailure(Finding.error(
                            "argocd/kustomize",
                            "Kustomize refuses `labelIncludeTemplates` without `labelWithoutSelector`.",
                            Fields.origin(options, "labelIncludeTemplates"))
                    .withFix("Set `labelWithoutSelector: true`, or remove `labelIncludeTemplates`."));
        }
        return root.with("commonLabels", added(root.mapping("commonLabels"), values(labels, true), "Labels"));
    }

    /** Into the first labels of the same kind that are there, or behind all. */
    private MappingNode labelsWithoutSelector(MappingNode root, MappingNode pairs, boolean inTemplates)
            throws RenderFailure {
        List<Node> all = new ArrayList<>(Fields.items(root, "labels"));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof MappingNode own
                    && !own.isTrue("includeSelectors")
                    && own.isTrue("includeTemplates") == inTemplates) {
                all.set(i, own.with("pairs", added(own.mapping("pairs"), pairs, "Labels")));
                return root.with("labels", new SequenceNode(all, Fields.origin(root, "labels")));
            }
        }
        MappingNode entry = MappingNode.empty(pairs.origin()).with("pairs", pairs);
        Node templates = options.get("labelIncludeTemplates");
        return append(
                root,
                "labels",
                List.of(inTemplates && templates != null ? entry.with("includeTemplates", templates) : entry));
    }

    private MappingNode annotations(MappingNode root) throws RenderFailure {
        MappingNode annotations = options.mapping("commonAnnotations");
        if (annotations == null || annotations.isEmpty()) {
            return root;
        }
        MappingNode pairs = values(annotations, options.isTrue("commonAnnotationsEnvsubst"));
        return root.with("commonAnnotations", added(root.mapping("commonAnnotations"), pairs, "Annotations"));
    }

    /** @param what the end of the names of both fields that it is about */
    private MappingNode added(@Nullable MappingNode own, MappingNode pairs, String what) throws RenderFailure {
        MappingNode all = own == null ? MappingNode.empty(pairs.origin()) : own;
        for (MappingNode.Entry pair : pairs.entries()) {
            if (all.has(pair.key().text()) && !options.isTrue("forceCommon" + what)) {
                throw new RenderFailure(Finding.error(
                                "argocd/kustomize",
                                "The kustomization has `%s` among its %s already, and kustomize does not replace it."
                                        .formatted(pair.key().text(), what.toLowerCase(Locale.ROOT)),
                                pair.value().origin())
                        .withFix("Set `forceCommon%s: true`, or remove one of the two.".formatted(what)));
            }
            all = all.with(pair);
        }
        return all;
    }

    /** As texts, which is what a command line gives; quotes around one go. */
    private MappingNode values(MappingNode pairs, boolean substitutes) {
        MappingNode values = MappingNode.empty(pairs.origin());
        for (MappingNode.Entry pair : pairs.entries()) {
            String written = pairs.text(pair.key().text());
            String text = substitutes ? environment.substituted(written) : written;
            boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
            values = values.with(new MappingNode.Entry(
                    pair.key(),
                    ScalarNode.string(
                            quoted ? text.substring(1, text.length() - 1) : text,
                            pair.value().origin())));
        }
        return values;
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
