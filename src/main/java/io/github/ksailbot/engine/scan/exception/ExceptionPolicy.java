package io.github.ksailbot.engine.scan.exception;

import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One exception: what may fail, and where.
 *
 * @param name the exception's
 * @param scopes frameworks, controls and rules; empty for all
 * @param designators resources
 * @param expires from when on it no longer counts; null for never
 * @param reason why, as its author says; may be empty
 */
public record ExceptionPolicy(
        String name,
        List<Scope> scopes,
        List<Designator> designators,
        @Nullable Instant expires,
        String reason) {
    public ExceptionPolicy {
        scopes = List.copyOf(scopes);
        designators = List.copyOf(designators);
    }

    /**
     * @param framework null for all
     * @param control null for all
     * @param rule null for all
     */
    record Scope(
            @Nullable Wanted framework,
            @Nullable Wanted control,
            @Nullable Wanted rule) {
        @Override
        public String toString() {
            return (framework == null ? "" : framework + "/")
                    + (control == null ? "every control" : control.toString())
                    + (rule == null ? "" : "/" + rule);
        }

        boolean matches(Set<String> frameworks, String controlId, String ruleName) {
            return (framework == null || frameworks.stream().anyMatch(framework::matches))
                    && (control == null || control.matches(controlId))
                    && (rule == null || rule.matches(ruleName));
        }
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /**
     * Whether it lets a failure pass.
     *
     * @param frameworks names of the scanned frameworks that the control is part of
     */
    public boolean covers(Set<String> frameworks, String control, String rule, ScanObject object) {
        if (designators.isEmpty() || designators.get(0).isSpent()) {
            return false;
        }
        return (scopes.isEmpty() || scopes.stream().anyMatch(scope -> scope.matches(frameworks, control, rule)))
                && designators.stream().anyMatch(designator -> designator.matches(object));
    }

    /** What it excepts where, so that two that differ in anything read differently. */
    @Override
    public String toString() {
        return name + " for " + (scopes.isEmpty() ? "every control" : scopes) + " on " + designators
                + (expires == null ? "" : " until " + expires) + (reason.isEmpty() ? "" : ", because: " + reason);
    }
}
