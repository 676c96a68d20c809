package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.ValidationSettings;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.schema.Validation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Validates the manifests of one closure and puts their findings beside those of the rendering. */
final class ManifestJudge {
    private final SchemaValidator validator;

    ManifestJudge(SchemaValidator validator) {
        this.validator = validator;
    }

    /**
     * @param findings each mistake once, however many overlays show it
     * @param counts manifests by status
     * @param skippedKinds {@code apiVersion Kind} of those without schema, with their number
     */
    record Outcome(List<Finding> findings, EnvironmentReport.Counts counts, SortedMap<String, Integer> skippedKinds) {}

    /**
     * @param parts manifests that the cluster gets in another form, among the others: what is wrong with them alone is
     *     worth a notice, and they are not counted
     */
    Outcome judge(
            List<Manifest> manifests, List<Manifest> parts, List<Finding> rendering, ValidationSettings settings) {
        Set<String> skipped = Set.copyOf(settings.skipKinds());
        Map<Validation.Status, Integer> statuses = new HashMap<>();
        SortedMap<String, Integer> skippedKinds = new TreeMap<>();
        List<Finding> findings = new ArrayList<>(rendering);
        for (Manifest manifest : manifests) {
            Validation validation = validator.validate(manifest, skipped);
            statuses.merge(validation.status(), 1, Integer::sum);
            if (validation.status() == Validation.Status.SKIPPED) {
                skippedKinds.merge(manifest.apiVersion() + " " + manifest.kind(), 1, Integer::sum);
            }
            findings.addAll(validation.findings());
        }
        Set<Mistake> seen = new HashSet<>();
        List<Finding> distinct = distinct(findings, seen);
        for (Manifest part : parts) {
            for (Finding finding : distinct(validator.validate(part, skipped).findings(), seen)) {
                distinct.add(ofPart(finding));
            }
        }
        EnvironmentReport.Counts counts = new EnvironmentReport.Counts(
                statuses.getOrDefault(Validation.Status.VALID, 0),
                statuses.getOrDefault(Validation.Status.INVALID, 0),
                statuses.getOrDefault(Validation.Status.SKIPPED, 0),
                statuses.getOrDefault(Validation.Status.ERROR, 0));
        return new Outcome(List.copyOf(distinct), counts, skippedKinds);
    }

    private static Finding ofPart(Finding finding) {
        return new Finding(
                finding.rule(),
                Severity.NOTICE,
                finding.message()
                        + " Only so where this base is built alone: the kustomization that includes it changes it.",
                finding.resource(),
                finding.field(),
                finding.origin(),
                finding.fix(),
                finding.isUnchecked());
    }

    private record Mistake(
            String rule,
            String message,
            String field,
            @Nullable String place,
            @Nullable ResourceId resource) {}

    /** The same mistake of one line shows in every overlay that includes it; people want to read it once. */
    private static List<Finding> distinct(List<Finding> findings, Set<Mistake> seen) {
        List<Finding> distinct = new ArrayList<>();
        for (Finding finding : findings) {
            Origin origin = finding.origin();
            Mistake mistake = new Mistake(
                    finding.rule().value(),
                    finding.message(),
                    finding.field(),
                    origin == null ? null : origin.location().toString(),
                    origin == null ? finding.resource() : null);
            if (seen.add(mistake)) {
                distinct.add(finding);
            }
        }
        return distinct;
    }
}
