package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Collects what is wrong in the course of a build: each thing once, however often a base is used. */
final class BuildFindings implements Consumer<Finding> {
    /** What a build looks for in vain when something could not be read before. */
    private static final Set<String> CONSEQUENCES = Set.of(
            "kustomize/patch-without-target",
            "kustomize/patch-no-effect",
            "kustomize/replicas-target",
            "kustomize/generator-target",
            "kustomize/replacement-source",
            "kustomize/replacement-target",
            "kustomize/var-target");

    private static final int LONGEST = 2_000;

    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Deque<Set<Finding>> records = new ArrayDeque<>();
    private final int limit;
    private int errors;

    BuildFindings(int limit) {
        this.limit = limit;
    }

    @Override
    public void accept(Finding written) {
        Finding finding = shortened(written);
        if (findings.size() >= limit && !findings.contains(finding)) {
            throw LimitExceeded.of(
                    "This build has more than %d findings; what follows was not looked at.".formatted(limit),
                    finding.origin(),
                    "Mend those that are listed, and see what is left.");
        }
        addLast(finding);
    }

    /** Begins to write down what a part of the build finds, to its {@link #endRecord}. */
    void beginRecord() {
        records.push(new LinkedHashSet<>());
    }

    /** What was found since the record was begun, also what had been found before. */
    List<Finding> endRecord() {
        return List.copyOf(records.pop());
    }

    /** Whether all of these can be taken. */
    boolean allow(List<Finding> more) {
        long added =
                more.stream().filter(finding -> !findings.contains(finding)).count();
        return findings.size() + added <= limit;
    }

    /** Takes a finding whether or not there are too many. */
    void addLast(Finding written) {
        Finding finding = shortened(written);
        findings.add(finding);
        records.forEach(record -> record.add(finding));
        if (finding.severity() == Severity.ERROR) {
            errors++;
        }
    }

    /** Takes a finding of a step that worked on resources of which some may be missing. */
    void accept(Finding finding, boolean isComplete) {
        if (isComplete || !CONSEQUENCES.contains(finding.rule().value())) {
            accept(finding);
        }
    }

    /** What a message quotes may be of any length. */
    private static Finding shortened(Finding finding) {
        return finding.message().length() <= LONGEST
                ? finding
                : new Finding(
                        finding.rule(),
                        finding.severity(),
                        finding.message().substring(0, cut(finding.message())) + "…",
                        finding.resource(),
                        finding.field(),
                        finding.origin(),
                        finding.fix(),
                        finding.isUnchecked());
    }

    /** Not between the halves of a pair. */
    private static int cut(String message) {
        return Character.isHighSurrogate(message.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }

    /** How many errors were said so far, the same one each time. */
    int errors() {
        return errors;
    }

    List<Finding> all() {
        return new ArrayList<>(findings);
    }
}
