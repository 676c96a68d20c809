package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoJson;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Templates over templates, and patches over Applications. */
final class TemplateMerge {
    private static final YamlReader READER =
            new YamlReader(new YamlLimits(1 << 20, 100, 50_000, 1_000, 10), YamlDialect.KUBERNETES);

    private TemplateMerge() {}

    /** A generator's template, filled with what the ApplicationSet's has and it has not. */
    static MappingNode filled(@Nullable MappingNode own, MappingNode base) {
        if (own == null) {
            return base;
        }
        MappingNode merged = own;
        for (MappingNode.Entry entry : base.entries()) {
            String key = entry.key().text();
            Node mine = own.get(key);
            if (mine instanceof MappingNode deeper && entry.value() instanceof MappingNode below) {
                merged = merged.with(key, filled(deeper, below));
            } else if (mine == null || isEmpty(mine)) {
                merged = merged.with(entry);
            }
        }
        return merged;
    }

    private static boolean isEmpty(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.isNull() || scalar.text().isEmpty() || Boolean.FALSE.equals(scalar.booleanValue());
        }
        return node instanceof SequenceNode sequence ? sequence.size() == 0 : ((MappingNode) node).isEmpty();
    }

    /**
     * An Application with a {@code templatePatch} over it: a strategic merge, for which an Application has no lists of its own
     * but finalizers. The project stays as the template has it.
     *
     * @param patch after rendering
     */
    static MappingNode patched(MappingNode application, ScalarNode patch) throws GeneratorException {
        Node read = read(patch);
        if (read == null) {
            return application;
        }
        if (!(read instanceof MappingNode root)) {
            throw wrong("the patch is no mapping", patch);
        }
        PatchTypes.check(root);
        MappingNode merged = merged(application, root, "");
        MappingNode spec = merged.mapping("spec");
        MappingNode before = application.mapping("spec");
        if (spec == null) {
            throw wrong("the patch makes `spec` something else than a mapping", patch);
        }
        Node project = before == null ? null : before.get("project");
        return merged.with("spec", project == null ? spec.without("project") : spec.with("project", project));
    }

    /** Null when there is nothing in it. */
    private static @Nullable Node read(ScalarNode patch) throws GeneratorException {
        if (patch.text().strip().startsWith("{")) {
            try {
                // its tabs are no indentation
                return GoData.node(
                        GoJson.read(patch.text().strip()), patch.origin(), new Meter(TemplateLimits.DEFAULT));
            } catch (GoTemplateException e) {
                throw wrong("the patch is no JSON: " + e.getMessage(), patch);
            }
        }
        YamlDocuments documents = READER.readEmbedded(patch);
        Finding mistake = Yaml.wrong(documents);
        if (mistake != null) {
            throw wrong("the patch is no YAML: " + mistake.message(), patch);
        }
        return documents.documents().isEmpty() ? null : documents.documents().get(0);
    }

    private static MappingNode merged(MappingNode target, MappingNode patch, String path) {
        if (patch.text("$patch").equals("replace")) {
            return patch.without("$patch");
        }
        if (patch.text("$patch").equals("delete")) {
            return MappingNode.empty(patch.origin());
        }
        MappingNode result = target;
        for (MappingNode.Entry entry : patch.entries()) {
            String key = entry.key().text();
            Node own = target.get(key);
            Node value = entry.value();
            String below = path + "/" + key;
            if (value instanceof ScalarNode scalar && scalar.isNull()) {
                result = result.without(key);
            } else if (value instanceof MappingNode mapping && mapping.has("$patch") && !(own instanceof MappingNode)) {
                // there is nothing that it could replace or delete
                result = result.without(key);
            } else if (value instanceof MappingNode mapping) {
                MappingNode base = own instanceof MappingNode mine ? mine : MappingNode.empty(mapping.origin());
                result = result.with(new MappingNode.Entry(entry.key(), merged(base, mapping, below)));
            } else if (below.equals("/metadata/finalizers")
                    && own instanceof SequenceNode mine
                    && value instanceof SequenceNode more) {
                result = result.with(key, union(more, mine));
            } else if (!key.startsWith("$")) {
                result = result.with(entry);
            }
        }
        return result;
    }

    /** Those of the patch first. */
    private static SequenceNode union(SequenceNode patch, SequenceNode own) {
        List<Node> all = new ArrayList<>(patch.items());
        for (Node item : own.items()) {
            boolean there = all.stream()
                    .anyMatch(one -> one instanceof ScalarNode a
                            && item instanceof ScalarNode b
                            && a.text().equals(b.text()));
            if (!there) {
                all.add(item);
            }
        }
        return patch.withItems(all);
    }

    private static GeneratorException wrong(String message, Node node) {
        return new GeneratorException(GeneratorException.Reason.WRONG, message, node.origin());
    }
}
