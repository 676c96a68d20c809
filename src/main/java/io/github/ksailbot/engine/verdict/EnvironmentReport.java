package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.gate.ScanVerdict;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The validate gate of one environment.
 *
 * @param environment whose
 * @param verdict failed when the head has any error
 * @param findings new ones first, then by severity, file, line and column
 * @param counts of the head's manifests
 * @param skippedKinds kinds without a schema, as {@code apiVersion Kind}, with the number of their manifests
 * @param compared whether "new" means something, where a base side was given: false when findings are new to the base, but
 *     not all of that could be rendered
 * @param scan the scan gate; null where nobody asks for a scan
 */
public record EnvironmentReport(
        EnvironmentName environment,
        Verdict verdict,
        List<JudgedFinding> findings,
        Counts counts,
        SortedMap<String, Integer> skippedKinds,
        boolean compared,
        @Nullable ScanVerdict scan) {
    public EnvironmentReport {
        findings = List.copyOf(findings);
    }

    /** Without a scan. */
    public EnvironmentReport(
            EnvironmentName environment,
            Verdict verdict,
            List<JudgedFinding> findings,
            Counts counts,
            SortedMap<String, Integer> skippedKinds) {
        this(environment, verdict, findings, counts, skippedKinds, true, null);
    }

    /** What the scan gate comes to; passed where nobody asks for a scan. */
    public Verdict scanVerdict() {
        return scan == null ? Verdict.PASSED : of(scan.outcome());
    }

    /** Of both gates. What the scan of a failed environment could not look at is the same mistake once more. */
    public Verdict overall() {
        Verdict scanned = scanVerdict();
        return verdict == Verdict.FAILED && scanned == Verdict.COULD_NOT_CHECK ? verdict : verdict.worst(scanned);
    }

    private static Verdict of(ScanVerdict.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Verdict.PASSED;
            case FAILED -> Verdict.FAILED;
            case COULD_NOT_CHECK -> Verdict.COULD_NOT_CHECK;
        };
    }

    /**
     * Manifests by status.
     *
     * @param valid judged and right
     * @param invalid judged and wrong
     * @param skipped no schema for the kind, or skipped by the settings
     * @param errors could not be judged
     */
    public record Counts(int valid, int invalid, int skipped, int errors) {
        public int total() {
            return valid + invalid + skipped + errors;
        }
    }

    public long newErrors() {
        return count(true, Severity.ERROR);
    }

    public long oldErrors() {
        return count(false, Severity.ERROR);
    }

    private long count(boolean isNew, Severity severity) {
        return findings.stream()
                .filter(judged -> judged.isNew() == isNew && judged.finding().severity() == severity)
                .count();
    }
}
