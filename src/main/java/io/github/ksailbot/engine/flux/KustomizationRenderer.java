package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.substitution.Substitution;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.sops.AgeKeys;
import io.github.ksailbot.engine.sops.SopsDecryption;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Renders Kustomizations as kustomize-controller does: build, substitution of variables, common metadata.
 *
 * <p>Findings: those of {@link FluxKustomizer}, {@code flux/source-elsewhere}, {@code flux/substitute-from},
 * {@code flux/variable-name}, {@code flux/undefined-variable}, {@code flux/unused-variable}, {@code flux/substitution},
 * {@code flux/suspended}, {@code flux/depends-on}, {@code flux/health-check}, {@code flux/unwired-variable},
 * {@code flux/not-decrypted}, and those of {@link SopsDecryption}.
 */
public final class KustomizationRenderer implements NodeRenderer {
    private final FluxKustomizer kustomizer;
    private final boolean strict;
    private final SopsDecryption decryption;

    /**
     * Without keys: values of encrypted resources are unknown.
     *
     * @param strict whether the controller refuses variables that nobody defines, where its version is not known
     */
    public KustomizationRenderer(FluxKustomizer kustomizer, boolean strict) {
        this(kustomizer, strict, new SopsDecryption(AgeKeys.NONE));
    }

    /**
     * @param strict whether the controller refuses variables that nobody defines, where its version is not known
     * @param decryption of what the operator's keys open
     */
    public KustomizationRenderer(FluxKustomizer kustomizer, boolean strict, SopsDecryption decryption) {
        this.kustomizer = kustomizer;
        this.strict = strict;
        this.decryption = decryption;
    }

    @Override
    public boolean takes(Manifest object) {
        return FluxKustomization.isOne(object);
    }

    @Override
    public boolean isReady(Manifest object, Surroundings surroundings) {
        FluxKustomization kustomization = new FluxKustomization(object);
        PostBuild postBuild = PostBuild.of(kustomization);
        return new FluxSources(surroundings).isKnown(kustomization.source())
                && (postBuild == null
                        || postBuild.sources().stream()
                                .allMatch(key ->
                                        surroundings.find(key) != null || SecretMaker.find(key, surroundings) != null));
    }

    @Override
    public boolean applies(SourcePath entry, Manifest object, Surroundings surroundings) {
        FluxKustomization kustomization = new FluxKustomization(object);
        FluxSources sources = new FluxSources(surroundings);
        return sources.elsewhere(kustomization.source()).isEmpty()
                && entry.equals(FluxKustomizer.path(root(sources, kustomization), kustomization));
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public List<Finding> check(List<GraphNode> nodes, Surroundings surroundings) {
        List<GraphNode> kustomizations = nodes.stream()
                .filter(node -> FluxKustomization.isOne(node.object()))
                .toList();
        List<Finding> findings = new ArrayList<>(new Dependencies(kustomizations.stream()
                        .map(GraphNode::object)
                        .map(FluxKustomization::new)
                        .toList())
                .findings());
        findings.addAll(HealthChecks.findings(kustomizations, nodes, surroundings));
        findings.addAll(UnwiredVariables.findings(kustomizations, surroundings));
        return findings;
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        FluxKustomization kustomization = new FluxKustomization(object);
        List<Finding> findings = new ArrayList<>();
        if (kustomization.suspended()) {
            findings.add(notice(
                    kustomization,
                    "flux/suspended",
                    "This Kustomization is suspended: what is judged here reaches the cluster when it is resumed."));
        }
        SourceReference reference = SourceReference.of(kustomization);
        Finding wrongKind = reference == null ? null : reference.wrongKind();
        if (wrongKind != null) {
            findings.add(wrongKind);
            return NodeResult.rendered(List.of(), findings, SourceTrace.NOTHING);
        }
        FluxSources sources = new FluxSources(surroundings);
        String elsewhere = sources.elsewhere(kustomization.source());
        if (!elsewhere.isEmpty()) {
            boolean isUndeclared = !sources.isKnown(kustomization.source());
            String advice =
                    reference == null || !isUndeclared ? "" : reference.advice(kustomization.source(), surroundings);
            findings.add(Finding.unseen(
                            "flux/source-elsewhere",
                            "What `%s` applies was not checked: %s.".formatted(kustomization.name(), elsewhere),
                            reference == null ? object.origin() : reference.origin())
                    .about(object.id(), isUndeclared ? "spec.sourceRef" : "")
                    .withFix(advice));
            return NodeResult.elsewhere(elsewhere, findings, SourceTrace.NOTHING);
        }
        Build build = kustomizer.build(surroundings.tree(), content(sources, kustomization), kustomization);
        findings.addAll(build.findings());
        PostBuild postBuild = PostBuild.of(kustomization);
        Substitution substitution = postBuild == null
                ? null
                : postBuild.substitution(surroundings, StrictMode.of(surroundings, strict), findings::add);
        CommonMetadata metadata = new CommonMetadata(kustomization.commonMetadata());
        Set<String> used = new TreeSet<>();
        Set<String> shared = SopsDecryption.sharedChecksums(build.manifests());
        List<Manifest> manifests = new ArrayList<>();
        for (Manifest manifest : build.manifests()) {
            Manifest applied = decrypted(manifest, kustomization, shared, findings);
            if (substitution != null) {
                Substitution.Result result = substitution.apply(applied);
                findings.addAll(result.findings());
                used.addAll(result.used());
                applied = result.manifest();
            }
            manifests.add(metadata.apply(applied));
        }
        if (postBuild != null && !build.failed()) {
            unused(kustomization, postBuild, used, findings);
        }
        return NodeResult.rendered(manifests, findings, build.trace()).withSteps(build.steps());
    }

    private Manifest decrypted(
            Manifest manifest, FluxKustomization kustomization, Set<String> shared, List<Finding> findings) {
        if (!SopsDecryption.isEncrypted(manifest)) {
            return kustomization.decryptsSops()
                    ? decryption.decrypt(manifest, shared).manifest()
                    : manifest;
        }
        if (!kustomization.decryptsSops()) {
            findings.add(Finding.warning(
                            "flux/not-decrypted",
                            "`%s` is encrypted by SOPS, and `%s` decrypts nothing: the cluster gets it as it stands here."
                                    .formatted(manifest.id(), kustomization.name()),
                            manifest.origin())
                    .about(manifest.id(), "sops")
                    .withFix("Add `decryption: {provider: sops}` with the Secret that holds the key."));
            return manifest;
        }
        SopsDecryption.Result result = decryption.decrypt(manifest, shared);
        findings.addAll(result.findings());
        return result.manifest();
    }

    private static SourceRoot content(FluxSources sources, FluxKustomization kustomization) {
        return sources.content(kustomization.source(), kustomization.manifest(), kustomization.relativePath());
    }

    private static SourcePath root(FluxSources sources, FluxKustomization kustomization) {
        return sources.root(kustomization.source(), kustomization.manifest(), kustomization.relativePath());
    }

    private static void unused(
            FluxKustomization kustomization, PostBuild postBuild, Set<String> used, List<Finding> findings) {
        for (MappingNode.Entry entry : postBuild.inline()) {
            String name = entry.key().text();
            if (!used.contains(name)) {
                Manifest manifest = kustomization.manifest();
                findings.add(new Finding(
                        RuleId.of("flux/unused-variable"),
                        Severity.NOTICE,
                        "Nothing that `%s` applies uses the variable `%s`.".formatted(kustomization.name(), name),
                        manifest.id(),
                        "spec.postBuild.substitute." + name,
                        entry.key().origin(),
                        "Remove it, or correct the name here or where it is used."));
            }
        }
    }

    private static Finding notice(FluxKustomization kustomization, String rule, String message) {
        Manifest manifest = kustomization.manifest();
        return new Finding(RuleId.of(rule), Severity.NOTICE, message, manifest.id(), "", manifest.origin(), "");
    }
}
