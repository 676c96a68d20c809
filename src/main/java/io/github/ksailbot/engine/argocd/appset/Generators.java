package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All kinds of generators, and what is done around each. */
final class Generators {
    private static final int MAX_SETS = 10_000;
    private static final int MAX_DEPTH = 5;
    private static final String SELECTOR = "selector";
    private static final String VALUES = "values";
    private static final String CHILDREN = "generators";
    private static final List<String> MISSING =
            List.of("has no entry for key", "no entry for key", "can't evaluate field");

    /** What asks something else than the repository and its clusters. */
    private static final Set<String> OUTSIDE =
            Set.of("scmProvider", "pullRequest", "plugin", "clusterDecisionResource", "oci", "clusterProfile");

    private final TemplateText texts;
    private final Map<String, Generator> kinds;
    private int depth;

    /** @param warnings about what Argo CD passes over */
    Generators(
            RepositoryContent repository,
            Map<String, Cluster> clusters,
            TemplateText texts,
            Consumer<Finding> warnings) {
        this.texts = texts;
        this.kinds = Map.of(
                "list", new ListGenerator(texts),
                "git", new GitGenerator(repository, texts, warnings),
                "clusters", new ClusterGenerator(clusters, texts),
                "matrix", new MatrixGenerator(this, texts.isGo()),
                "merge", new MergeGenerator(this, texts.isGo()));
    }

    /**
     * Sets of parameters with the template that they are for.
     *
     * @param template the generator's own, which wins over that of the ApplicationSet; null when it has none
     */
    record Generated(
            List<Map<String, @Nullable Object>> params,
            @Nullable MappingNode template) {}

    /**
     * What a generator comes to: one result for each kind that it names.
     *
     * @param outer parameters of the generator around it; null when there is none
     */
    List<Generated> generate(MappingNode generator, @Nullable Map<String, @Nullable Object> outer)
            throws GeneratorException, GoTemplateException {
        LabelSelector selector = LabelSelector.read(generator.mapping(SELECTOR));
        List<Generated> all = new ArrayList<>();
        for (MappingNode.Entry entry : generator.entries()) {
            String kind = entry.key().text();
            if (kind.equals(SELECTOR) || (entry.value() instanceof ScalarNode scalar && scalar.isNull())) {
                continue;
            }
            if (OUTSIDE.contains(kind)) {
                throw new GeneratorException(
                        GeneratorException.Reason.OUTSIDE,
                        "the generator `%s` asks what is not in the repository".formatted(kind),
                        entry.key().origin());
            }
            Generator known = kinds.get(kind);
            if (known == null || !(entry.value() instanceof MappingNode spec)) {
                throw new GeneratorException(
                        GeneratorException.Reason.WRONG,
                        known == null
                                ? "Argo CD knows no generator `%s`".formatted(kind)
                                : "the generator `%s` is no mapping".formatted(kind),
                        entry.key().origin());
            }
            List<Map<String, @Nullable Object>> params = known.params(interpolated(spec, outer));
            checkSize(params, spec);
            all.add(new Generated(
                    generator.mapping(SELECTOR) == null ? params : selected(params, selector),
                    spec.mapping("template")));
        }
        return all;
    }

    private MappingNode interpolated(MappingNode spec, @Nullable Map<String, @Nullable Object> outer)
            throws GeneratorException, GoTemplateException {
        if (outer == null || outer.isEmpty()) {
            return spec;
        }
        try {
            return texts.isGo() ? filled(spec, outer) : texts.render(spec, outer);
        } catch (TextException e) {
            if (e.reason() != GoTemplateException.Reason.WRONG) {
                throw new GoTemplateException(e.reason(), String.valueOf(e.getMessage()));
            }
            throw new GeneratorException(GeneratorException.Reason.WRONG, String.valueOf(e.getMessage()), e.origin());
        }
    }

    /** With the values of generators within it, too. */
    private MappingNode filled(MappingNode spec, Map<String, @Nullable Object> outer) throws TextException {
        MappingNode values = spec.mapping(VALUES);
        SequenceNode children = spec.sequence(CHILDREN);
        MappingNode rendered = texts.render(spec.without(VALUES).without(CHILDREN), outer);
        if (values != null) {
            rendered = rendered.with(VALUES, resolved(values, outer));
        }
        if (children == null) {
            return rendered;
        }
        List<Node> all = new ArrayList<>();
        for (Node child : children.items()) {
            all.add(child instanceof MappingNode generator ? filledKinds(generator, outer) : child);
        }
        return rendered.with(CHILDREN, children.withItems(all));
    }

    private MappingNode filledKinds(MappingNode generator, Map<String, @Nullable Object> outer) throws TextException {
        MappingNode filled = generator;
        for (MappingNode.Entry entry : generator.entries()) {
            filled = filled.with(
                    entry.key().text(),
                    entry.value() instanceof MappingNode kind
                                    && !entry.key().text().equals(SELECTOR)
                            ? filled(kind, outer)
                            : texts.render(entry.value(), outer));
        }
        return filled;
    }

    /** What asks for names that the outer generator does not give stays: this generator's own parameters may. */
    private MappingNode resolved(MappingNode values, Map<String, @Nullable Object> outer) throws TextException {
        TemplateText strict = texts.strict();
        MappingNode resolved = MappingNode.empty(values.origin());
        for (MappingNode.Entry entry : values.entries()) {
            Node value = entry.value();
            try {
                value = strict.render(value, outer);
            } catch (TextException e) {
                String message = String.valueOf(e.getMessage());
                if (MISSING.stream().noneMatch(message::contains)) {
                    throw e;
                }
            }
            resolved = resolved.with(new MappingNode.Entry(entry.key(), value));
        }
        return resolved;
    }

    private static List<Map<String, @Nullable Object>> selected(
            List<Map<String, @Nullable Object>> params, LabelSelector selector) throws GoTemplateException {
        List<Map<String, @Nullable Object>> selected = new ArrayList<>();
        for (Map<String, @Nullable Object> one : params) {
            if (selector.matches(Params.flattened(one))) {
                selected.add(one);
            }
        }
        return selected;
    }

    /** What a generator within another one gives. */
    List<Map<String, @Nullable Object>> child(MappingNode generator, @Nullable Map<String, @Nullable Object> outer)
            throws GeneratorException, GoTemplateException {
        if (++depth > MAX_DEPTH) {
            throw new GeneratorException(
                    GeneratorException.Reason.LIMIT,
                    "generators are more than %d deep within each other".formatted(MAX_DEPTH),
                    generator.origin());
        }
        List<Generated> generated;
        try {
            generated = generate(generator, outer);
        } finally {
            depth--;
        }
        if (generated.size() != 1) {
            throw new GeneratorException(
                    GeneratorException.Reason.WRONG,
                    generated.isEmpty()
                            ? "a generator within another one names no kind"
                            : "a generator within another one names more than one kind",
                    generator.origin());
        }
        return generated.get(0).params();
    }

    void checkSize(List<?> params, MappingNode spec) throws GeneratorException {
        if (params.size() > MAX_SETS) {
            throw new GeneratorException(
                    GeneratorException.Reason.LIMIT,
                    "it has more than %d sets of parameters".formatted(MAX_SETS),
                    spec.origin());
        }
    }

    static List<MappingNode> children(MappingNode spec) throws GeneratorException {
        List<MappingNode> children = new ArrayList<>();
        SequenceNode written = spec.sequence(CHILDREN);
        for (Node child : written == null ? List.<Node>of() : written.items()) {
            if (!(child instanceof MappingNode mapping)) {
                throw new GeneratorException(
                        GeneratorException.Reason.WRONG, "a generator is no mapping", child.origin());
            }
            children.add(mapping);
        }
        return children;
    }

    /** Null when there are none. */
    static @Nullable Map<String, String> texts(@Nullable MappingNode values) {
        if (values == null) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (MappingNode.Entry entry : values.entries()) {
            texts.put(entry.key().text(), values.text(entry.key().text()));
        }
        return texts;
    }
}
