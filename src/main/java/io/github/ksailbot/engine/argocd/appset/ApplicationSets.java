package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
        Meter meter = Meter.ofAll(TemplateText.ALL_LIMITS);
        try {
            List<Manifest> applications = new Expansion(set, findings, outside, meter).applications();
            if (outside.isEmpty()
                    && usesClusters(set)
                    && clusters.values().stream().noneMatch(Cluster::isDeclared)) {
                findings.add(localOnly(set));
            }
            return new ApplicationSetExpansion(applications, findings, false, outside, meter.steps());
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
        return new ApplicationSetExpansion(List.of(), findings, true, outside, meter.steps());
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
        private final Meter meter;
        private final MappingNode spec;
        private final Set<String> unresolved = new HashSet<>();

        Expansion(Manifest set, List<Finding> findings, List<String> outside, Meter meter) {
            this.set = set;
            this.findings = findings;
            this.outside = outside;
            this.meter = meter;
            MappingNode written = set.root().mapping("spec");
            this.spec = written == null ? MappingNode.empty(set.origin()) : written;
        }

        List<Manifest> applications() throws GeneratorException, GoTemplateException, TextException {
            MappingNode base = spec.mapping("template");
            if (base == null) {
                throw wrong("it has no `template`", spec.origin());
            }
            TemplateText texts = texts();
            Generators generators = new Generators(repository, clusters, texts, this::warn);
            List<Manifest> applications = new ArrayList<>();
            for (MappingNode generator : Generators.children(spec)) {
                for (Generators.Generated generated : generated(generators, generator)) {
                    ApplicationTemplate template =
                            new ApplicationTemplate(set, spec, TemplateMerge.filled(generated.template(), base), texts);
                    for (Map<String, @Nullable Object> params : generated.params()) {
                        Manifest application = template.application(params);
                        unresolved(application, texts);
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
            return unique(applications);
        }

        /** Once, however often a matrix asks its second generator. */
        private void warn(Finding warning) {
            Finding whole = warning.about(set.id(), "spec.generators");
            if (!findings.contains(whole)) {
                findings.add(whole);
            }
        }

        /** Argo CD leaves every Application alone whose name another one of the set has as well. */
        private List<Manifest> unique(List<Manifest> applications) {
            Map<String, List<Manifest>> byName = new LinkedHashMap<>();
            applications.forEach(one -> byName.computeIfAbsent(one.name(), name -> new ArrayList<>())
                    .add(one));
            List<Manifest> unique = new ArrayList<>();
            byName.forEach((name, all) -> {
                if (all.size() == 1) {
                    unique.add(all.get(0));
                    return;
                }
                findings.add(Finding.error(
                                "argocd/applicationset",
                                "`%s` comes to %d Applications named `%s`, and Argo CD applies none of them."
                                        .formatted(set.name(), all.size(), name),
                                all.get(1).origin())
                        .about(set.id(), "spec.template.metadata.name"));
            });
            return unique;
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
                findings.add(Finding.unseen(
                                "argocd/generator-outside",
                                "A generator of `%s` was not expanded: %s.".formatted(set.name(), e.getMessage()),
                                origin == null ? generator.origin() : origin)
                        .about(set.id(), "spec.generators"));
                return List.of();
            }
        }

        private TemplateText texts() throws GoTemplateException {
            MissingKey missingKey = MissingKey.NO_VALUE;
            SequenceNode options = spec.sequence("goTemplateOptions");
            boolean isGo = spec.isTrue("goTemplate");
            for (Node option : options == null || !isGo ? List.<Node>of() : options.items()) {
                missingKey = MissingKey.parse(option instanceof ScalarNode scalar ? scalar.text() : "");
            }
            return new TemplateText(isGo, missingKey, meter);
        }

        private void unresolved(Manifest application, TemplateText texts) {
            Unresolved.find(application, texts.isGo(), finding -> {
                // every Application of a template has the same mistake
                if (unresolved.add(finding.message() + finding.origin())) {
                    findings.add(finding);
                }
            });
        }

        private static GeneratorException wrong(String message, Origin origin) {
            return new GeneratorException(GeneratorException.Reason.WRONG, message, origin);
        }
    }
}
