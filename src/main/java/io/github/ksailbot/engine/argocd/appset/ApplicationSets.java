package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expands ApplicationSets as Argo CD's controller does, from what is in the repository.
 *
 * <p>Findings: {@code argocd/applicationset} for what the controller refuses, {@code argocd/generator-outside} for generators that
 * ask something else, {@code argocd/clusters-unknown}, {@code argocd/unresolved-template} for texts that still hold a template, {@code argocd/limit}.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/">Argo CD</a>
 */
public final class ApplicationSets {
    private static final int MAX_APPLICATIONS = 5_000;

    private final RepositoryContent repository;
    private final Map<String, Cluster> clusters;

    /** @param clusters that Argo CD knows, by name */
    public ApplicationSets(RepositoryContent repository, Map<String, Cluster> clusters) {
        this.repository = repository;
        this.clusters = clusters;
    }

    /** Whether a manifest is one. */
    public static boolean isOne(Manifest manifest) {
        return manifest.kind().equals("ApplicationSet") && manifest.apiVersion().startsWith("argoproj.io/");
    }

    /** Whether a generator of a set asks for clusters. */
    public static boolean usesClusters(Manifest set) {
        MappingNode spec = set.root().mapping("spec");
        return spec != null && spec.get("generators") != null && usesClusters(spec.get("generators"));
    }

    private static boolean usesClusters(@Nullable Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().anyMatch(ApplicationSets::usesClusters);
        }
        return node instanceof MappingNode generator
                && generator.entries().stream()
                        .anyMatch(entry -> entry.key().text().equals("clusters") || usesClusters(entry.value()));
    }

    public ApplicationSetExpansion expand(Manifest set) {
        List<Finding> findings = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        try {
            List<Manifest> applications = new Expansion(set, findings, outside).applications();
            if (outside.isEmpty()
                    && usesClusters(set)
                    && clusters.values().stream().noneMatch(Cluster::isDeclared)) {
                findings.add(localOnly(set));
            }
            return new ApplicationSetExpansion(applications, findings, false, outside);
        } catch (GeneratorException e) {
            String message = "`%s` comes to no Applications: %s.".formatted(set.name(), e.getMessage());
            Origin origin = e.origin();
            findings.add((e.reason() == GeneratorException.Reason.LIMIT
                            ? Finding.unchecked("argocd/limit", message, set.origin())
                            : Finding.error("argocd/applicationset", message, origin == null ? set.origin() : origin))
                    .about(set.id(), "spec.generators"));
        } catch (TextException e) {
            findings.add(failure(set, e.reason(), String.valueOf(e.getMessage()), e.origin()));
        } catch (GoTemplateException e) {
            findings.add(failure(set, e.reason(), String.valueOf(e.getMessage()), set.origin()));
        }
        return new ApplicationSetExpansion(List.of(), findings, true, outside);
    }

    private static Finding localOnly(Manifest set) {
        return new Finding(
                RuleId.of("argocd/clusters-unknown"),
                Severity.NOTICE,
                "No Secret of this environment declares a cluster, so `%s` was expanded for the cluster of Argo CD only."
                        .formatted(set.name()),
                set.id(),
                "spec.generators",
                set.origin(),
                "");
    }

    private static Finding failure(Manifest set, GoTemplateException.Reason reason, String problem, Origin origin) {
        String message = "`%s` comes to no Applications: %s.".formatted(set.name(), problem);
        Finding finding = reason == GoTemplateException.Reason.WRONG
                ? Finding.error("argocd/applicationset", message, origin)
                : Finding.unchecked("argocd/limit", message, origin);
        return finding.about(set.id(), "spec");
    }

    private final class Expansion {
        private final Manifest set;
        private final List<Finding> findings;
        private final List<String> outside;
        private final MappingNode spec;
        private final Set<String> unresolved = new HashSet<>();

        Expansion(Manifest set, List<Finding> findings, List<String> outside) {
            this.set = set;
            this.findings = findings;
            this.outside = outside;
            MappingNode written = set.root().mapping("spec");
            this.spec = written == null ? MappingNode.empty(set.origin()) : written;
        }

        List<Manifest> applications() throws GeneratorException, GoTemplateException, TextException {
            MappingNode base = spec.mapping("template");
            if (base == null) {
                throw wrong("it has no `template`", spec.origin());
            }
            TemplateText texts = texts();
            Generators generators = new Generators(repository, clusters, texts);
            List<Manifest> applications = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (MappingNode generator : Generators.children(spec)) {
                for (Generators.Generated generated : generated(generators, generator)) {
                    MappingNode template = TemplateMerge.filled(generated.template(), base);
                    for (Map<String, @Nullable Object> params : generated.params()) {
                        Manifest application = application(template, params, texts);
                        if (!names.add(application.name())) {
                            throw wrong(
                                    "two of its Applications are named `%s`".formatted(application.name()),
                                    application.origin());
                        }
                        applications.add(application);
                        if (applications.size() > MAX_APPLICATIONS) {
                            throw new GeneratorException(
                                    GeneratorException.Reason.LIMIT,
                                    "it has more than %d".formatted(MAX_APPLICATIONS),
                                    null);
                        }
                    }
                }
            }
            return applications;
        }

        private List<Generators.Generated> generated(Generators generators, MappingNode generator)
                throws GeneratorException, GoTemplateException {
            try {
                return generators.generate(generator, null);
            } catch (GeneratorException e) {
                if (e.reason() != GeneratorException.Reason.OUTSIDE) {
                    throw e;
                }
                outside.add(String.valueOf(e.getMessage()));
                Origin origin = e.origin();
                findings.add(new Finding(
                        RuleId.of("argocd/generator-outside"),
                        Severity.NOTICE,
                        "A generator of `%s` was not expanded: %s.".formatted(set.name(), e.getMessage()),
                        set.id(),
                        "spec.generators",
                        origin == null ? generator.origin() : origin,
                        ""));
                return List.of();
            }
        }

        private TemplateText texts() throws GoTemplateException {
            MissingKey missingKey = MissingKey.NO_VALUE;
            SequenceNode options = spec.sequence("goTemplateOptions");
            boolean isGo = Generators.isTrue(spec, "goTemplate");
            for (Node option : options == null || !isGo ? List.<Node>of() : options.items()) {
                missingKey = MissingKey.parse(option instanceof ScalarNode scalar ? scalar.text() : "");
            }
            return new TemplateText(isGo, missingKey);
        }

        private Manifest application(MappingNode template, Map<String, @Nullable Object> params, TemplateText texts)
                throws TextException, GeneratorException {
            MappingNode rendered = params.isEmpty() ? template : texts.render(template, params);
            MappingNode application = completed(rendered, params.isEmpty());
            Node patch = spec.get("templatePatch");
            if (patch instanceof ScalarNode text && !text.text().isEmpty()) {
                Node over = texts.render(patch, params);
                if (over instanceof ScalarNode scalar) {
                    application = TemplateMerge.patched(application, scalar);
                }
            }
            // Applications stay in the namespace of their set, whatever their template says
            MappingNode metadata = application.mapping("metadata");
            MappingNode named = metadata == null ? MappingNode.empty(application.origin()) : metadata;
            application = application.with(
                    "metadata",
                    set.namespace().isEmpty()
                            ? named.without("namespace")
                            : named.with("namespace", ScalarNode.string(set.namespace(), named.origin())));
            Manifest manifest = new Manifest(application);
            Unresolved.find(manifest, texts.isGo(), finding -> {
                // every Application of a template has the same mistake
                if (unresolved.add(finding.message() + finding.origin())) {
                    findings.add(finding);
                }
            });
            return manifest;
        }

        /** A template as an Application: what Argo CD adds is its kind and, where it is to clean up, a finalizer. */
        private MappingNode completed(MappingNode rendered, boolean plain) throws GeneratorException {
            Origin origin = rendered.origin();
            MappingNode metadata = rendered.mapping("metadata");
            MappingNode named = metadata == null ? MappingNode.empty(origin) : metadata;
            MappingNode ownSpec = rendered.mapping("spec");
            if (ownSpec == null) {
                throw wrong("its template has no `spec`", origin);
            }
            MappingNode policy = spec.mapping("syncPolicy");
            boolean preserves = policy != null && Generators.isTrue(policy, "preserveResourcesOnDeletion");
            SequenceNode finalizers = named.sequence("finalizers");
            if (!plain && !preserves && (finalizers == null || finalizers.size() == 0)) {
                ScalarNode finalizer = ScalarNode.string("resources-finalizer.argocd.argoproj.io", named.origin());
                named = named.with("finalizers", new SequenceNode(List.of(finalizer), named.origin()));
            }
            return MappingNode.of(
                    List.of(
                            entry("apiVersion", ScalarNode.string("argoproj.io/v1alpha1", origin)),
                            entry("kind", ScalarNode.string("Application", origin)),
                            entry("metadata", named),
                            entry("spec", ownSpec)),
                    origin);
        }

        private static MappingNode.Entry entry(String key, Node value) {
            return new MappingNode.Entry(ScalarNode.string(key, value.origin()), value);
        }

        private static GeneratorException wrong(String message, Origin origin) {
            return new GeneratorException(GeneratorException.Reason.WRONG, message, origin);
        }
    }
}
