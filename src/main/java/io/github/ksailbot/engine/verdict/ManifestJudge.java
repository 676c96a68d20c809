package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.ValidationSettings;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
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

    Outcome judge(List<Manifest> manifests, List<Finding> rendering, ValidationSettings settings) {
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
        EnvironmentReport.Counts counts = new EnvironmentReport.Counts(
                statuses.getOrDefault(Validation.Status.VALID, 0),
                statuses.getOrDefault(Validation.Status.INVALID, 0),
                statuses.getOrDefault(Validation.Status.SKIPPED, 0),
                statuses.getOrDefault(Validation.Status.ERROR, 0));
        return new Outcome(distinct(findings), counts, skippedKinds);
    }

    /** The same mistake of one line shows in every overlay that includes it; people want to read it once. */
    private static List<Finding> distinct(List<Finding> findings) {
        record Mistake(
                String rule,
                String message,
                String field,
                @Nullable String place,
                @Nullable ResourceId resource) {}
        Set<Mistake> seen = new HashSet<>();
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
        return List.copyOf(distinct);
    }
}
