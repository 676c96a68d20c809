package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says which of Kubernetes' kinds a manifest is, or why it is none. */
final class KindCheck {
    /** What a manifest is. */
    sealed interface Result {}

    /** One of Kubernetes' own kinds. */
    record Own(KubernetesKinds.Kind kind) implements Result {}

    /** A kind that something else defines. */
    record Foreign() implements Result {}

    /** Neither: the API server refuses it. */
    record Refused(Finding finding) implements Result {}

    /** Without kind or apiVersion: nobody can tell. */
    record Unnamed(List<Finding> findings) implements Result {}

    private static final Map<String, String> REMOVED = Map.of(
            "PodSecurityPolicy",
            "It was removed in Kubernetes 1.25: use the labels `pod-security.kubernetes.io/enforce` of the namespace.");

    private final KubernetesKinds kinds;

    KindCheck(KubernetesKinds kinds) {
        this.kinds = kinds;
    }

    Result of(Manifest manifest) {
        String apiVersion = manifest.apiVersion();
        String kind = manifest.kind();
        if (apiVersion.isEmpty() || kind.isEmpty()) {
            return new Unnamed(unnamed(manifest));
        }
        KubernetesKinds.Kind known = kinds.find(apiVersion, kind);
        if (known != null) {
            return new Own(known);
        }
        String group = KubernetesKinds.groupOf(apiVersion);
        List<KubernetesKinds.Kind> named = kinds.named(kind);
        // A custom resource's group has a dot; one without that is not Kubernetes' own can only be a slip.
        boolean slip = !named.isEmpty() && group.indexOf('.') < 0;
        if (apiVersion.contains("${") || kind.contains("${") || !(kinds.isOwnGroup(group) || slip)) {
            return new Foreign();
        }
        return new Refused(named.isEmpty() ? unknownKind(manifest) : unknownVersion(manifest, group, named));
    }

    private static List<Finding> unnamed(Manifest manifest) {
        List<Finding> findings = new ArrayList<>();
        if (manifest.apiVersion().isEmpty()) {
            findings.add(Finding.error(
                            "schema/no-api-version",
                            "The manifest has no `apiVersion`, so it cannot be validated.",
                            valueOrRoot(manifest, "apiVersion"))
                    .about(manifest.id(), "apiVersion"));
        }
        if (manifest.kind().isEmpty()) {
            findings.add(Finding.error(
                            "schema/no-kind",
                            "The manifest has no `kind`, so it cannot be validated.",
                            valueOrRoot(manifest, "kind"))
                    .about(manifest.id(), "kind"));
        }
        return findings;
    }

    private Finding unknownVersion(Manifest manifest, String group, List<KubernetesKinds.Kind> named) {
        KubernetesKinds.Kind best = named.stream()
                .filter(kind -> kind.group().equals(group))
                .findFirst()
                .orElse(named.get(0));
        return Finding.error(
                        "schema/unknown-version",
                        "Kubernetes %s has no %s in %s."
                                .formatted(
                                        KubernetesSchemas.VERSION,
                                        Wording.code(manifest.kind()),
                                        Wording.code(manifest.apiVersion())),
                        valueOrRoot(manifest, "apiVersion"))
                .about(manifest.id(), "apiVersion")
                .withFix("Use `apiVersion: %s`.".formatted(best.apiVersion()));
    }

    private Finding unknownKind(Manifest manifest) {
        String removed = REMOVED.get(manifest.kind());
        String nearest = removed == null ? nearest(manifest) : "";
        return Finding.error(
                        "schema/unknown-kind",
                        "Kubernetes %s has no kind %s in %s."
                                .formatted(
                                        KubernetesSchemas.VERSION,
                                        Wording.code(manifest.kind()),
                                        Wording.code(manifest.apiVersion())),
                        valueOrRoot(manifest, "kind"))
                .about(manifest.id(), "kind")
                .withFix(removed != null ? removed : nearest.isEmpty() ? "" : "Did you mean `%s`?".formatted(nearest));
    }

    /** Kinds of the same apiVersion first, then all others. */
    private String nearest(Manifest manifest) {
        List<String> here = kinds.names().stream()
                .filter(name -> kinds.find(manifest.apiVersion(), name) != null)
                .toList();
        String nearest = Spelling.nearest(manifest.kind(), here);
        return nearest.isEmpty() ? Spelling.nearest(manifest.kind(), kinds.names()) : nearest;
    }

    private static Origin valueOrRoot(Manifest manifest, String field) {
        MappingNode.Entry entry = manifest.root().entry(field);
        return entry == null ? manifest.origin() : entry.value().origin();
    }
}
