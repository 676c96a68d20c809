package io.github.ksailbot.engine.schema;

import com.networknt.schema.Error;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.schema.Validation.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Says of a manifest whether the API server of the newest Kubernetes would take it, as far as its schema and the rules
 * for names tell. Safe for threads; the schemas are read from the class path when the first manifest needs them.
 *
 * <p>Findings, in document order: {@code schema/unknown-field}, {@code schema/missing-field},
 * {@code schema/wrong-type}, {@code schema/wrong-enum}, {@code schema/wrong-format}, {@code schema/invalid},
 * {@code schema/invalid-name}, {@code schema/invalid-label}, {@code schema/invalid-annotation},
 * {@code schema/unknown-version}, {@code schema/unknown-kind}, {@code schema/no-kind}, {@code schema/no-api-version},
 * {@code schema/too-many} and, as a warning, {@code schema/unresolved-variable}.
 */
public final class SchemaValidator {
    /** A manifest has no more findings than this; one more says that there are more. */
    public static final int MAX_FINDINGS = 100;

    /** What SOPS adds to an encrypted manifest; the GitOps engine takes it away before the API server sees it. */
    static final String SOPS = "sops";

    private static final String LIST = "List";

    /**
     * Validates one document.
     *
     * @param manifest one resource, or a list of resources, each of which is validated
     * @param skippedKinds kinds that are not validated, compared exactly
     * @return for a list the worst status of its items
     */
    public Validation validate(Manifest manifest, Set<String> skippedKinds) {
        if (skippedKinds.contains(manifest.kind())) {
            return new Validation(Status.SKIPPED, List.of());
        }
        KubernetesKinds kinds = KubernetesKinds.bundled();
        if (isList(manifest, kinds)) {
            return validateItems(manifest, skippedKinds);
        }
        KindCheck.Result result = new KindCheck(kinds).of(manifest);
        if (result instanceof KindCheck.Own own) {
            return validate(manifest, own.kind());
        }
        if (result instanceof KindCheck.Refused refused) {
            return new Validation(Status.INVALID, List.of(refused.finding()));
        }
        return result instanceof KindCheck.Unnamed unnamed
                ? new Validation(Status.ERROR, unnamed.findings())
                : new Validation(Status.SKIPPED, List.of());
    }

    private static boolean isList(Manifest manifest, KubernetesKinds kinds) {
        String kind = manifest.kind();
        return kind.endsWith(LIST)
                && ((manifest.apiVersion().equals("v1") && kind.equals(LIST))
                        || kinds.find(manifest.apiVersion(), kind.substring(0, kind.length() - LIST.length())) != null);
    }

    private Validation validateItems(Manifest list, Set<String> skippedKinds) {
        Status worst = Status.VALID;
        boolean judged = false;
        List<Finding> findings = new ArrayList<>();
        SequenceNode items = list.root().sequence("items");
        for (Node item : items == null ? List.<Node>of() : items.items()) {
            Validation validation = item instanceof MappingNode mapping
                    ? validate(new Manifest(mapping), skippedKinds)
                    : new Validation(
                            Status.INVALID,
                            List.of(Finding.error(
                                            "schema/wrong-type",
                                            "An item of a list of resources must be a mapping.",
                                            item.origin())
                                    .about(list.id(), "items")));
            findings.addAll(validation.findings());
            judged |= validation.status() != Status.SKIPPED;
            worst = worse(worst, validation.status());
        }
        boolean allSkipped = items != null && items.size() > 0 && !judged;
        return new Validation(allSkipped ? Status.SKIPPED : worst, findings);
    }

    /** What SOPS wrote itself has a message authentication code; a key of that name alone excuses nothing. */
    static boolean isEncrypted(MappingNode root) {
        MappingNode sops = root.mapping(SOPS);
        return sops != null && !sops.text("mac").isEmpty();
    }

    private static Status worse(Status a, Status b) {
        if (a == Status.ERROR || b == Status.ERROR) {
            return Status.ERROR;
        }
        return a == Status.INVALID || b == Status.INVALID ? Status.INVALID : Status.VALID;
    }

    private static Validation validate(Manifest manifest, KubernetesKinds.Kind kind) {
        List<Error> errors = KubernetesSchemas.bundled()
                .schema(kind.definition())
                .validate(ManifestJson.of(
                        isEncrypted(manifest.root()) ? manifest.root().without(SOPS) : manifest.root()));
        Place root = Place.root(manifest.root(), SchemaType.ofDefinition(kind.definition()));
        List<Mistake> mistakes = Mistakes.of(root, errors, MetadataCheck.of(root, kind));
        SchemaFindings words = new SchemaFindings(manifest.id(), kind.name().equals("Secret"));
        List<Finding> findings = new ArrayList<>();
        for (Mistake mistake : mistakes.subList(0, Math.min(mistakes.size(), MAX_FINDINGS))) {
            findings.add(words.of(mistake));
        }
        if (mistakes.size() > MAX_FINDINGS) {
            findings.add(Finding.error(
                            "schema/too-many",
                            "The manifest has more mistakes than the first %d.".formatted(MAX_FINDINGS),
                            manifest.origin())
                    .about(manifest.id(), ""));
        }
        boolean valid = findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        return new Validation(valid ? Status.VALID : Status.INVALID, findings);
    }
}
