package io.github.ksailbot.engine.finding;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what a source tree contains. Data, never an exception.
 *
 * @param rule the rule that was broken
 * @param severity what it does to the gate
 * @param message one or two sentences in plain text: what is wrong and why; text of the repository in it is quoted
 *     with backquotes and not escaped for any output format
 * @param resource the rendered resource that it is about; null for files and settings
 * @param field path of the field in the resource or file, such as {@code spec.containers[0].image}; empty when the
 *     finding is about the whole
 * @param origin where the wrong value was written last, and before; a missing field has the origin of its nearest
 *     written ancestor; null only where no file can be named
 * @param fix what to do, one sentence; empty when the message already says it
 * @param isUnchecked whether it says that something could not be looked at, not that it is wrong: an error of this kind
 *     alone does not fail a gate, and never lets it pass; for a notice see {@link #isUnseen}
 */
public record Finding(
        RuleId rule,
        Severity severity,
        String message,
        @Nullable ResourceId resource,
        String field,
        @Nullable Origin origin,
        String fix,
        boolean isUnchecked) {

    /** A finding about something that could be looked at. */
    public Finding(
            RuleId rule,
            Severity severity,
            String message,
            @Nullable ResourceId resource,
            String field,
            @Nullable Origin origin,
            String fix) {
        this(rule, severity, message, resource, field, origin, fix, false);
    }

    public static Finding error(String rule, String message, @Nullable Origin origin) {
        return new Finding(RuleId.of(rule), Severity.ERROR, message, null, "", origin, "");
    }

    /** An error of what is beyond this program or beyond its limits, and could not be judged. */
    public static Finding unchecked(String rule, String message, @Nullable Origin origin) {
        return new Finding(RuleId.of(rule), Severity.ERROR, message, null, "", origin, "", true);
    }

    /** A notice that something reaches the cluster which only another place knows, so that nobody looked at it here. */
    public static Finding unseen(String rule, String message, @Nullable Origin origin) {
        return new Finding(RuleId.of(rule), Severity.NOTICE, message, null, "", origin, "", true);
    }

    public static Finding warning(String rule, String message, @Nullable Origin origin) {
        return new Finding(RuleId.of(rule), Severity.WARNING, message, null, "", origin, "");
    }

    /** Whether it says that something which only another place knows was not looked at: a gate may pass, but says so. */
    public boolean isUnseen() {
        return isUnchecked && severity == Severity.NOTICE;
    }

    public Finding about(ResourceId newResource, String newField) {
        return new Finding(rule, severity, message, newResource, newField, origin, fix, isUnchecked);
    }

    public Finding atField(String newField) {
        return new Finding(rule, severity, message, resource, newField, origin, fix, isUnchecked);
    }

    public Finding withFix(String newFix) {
        return new Finding(rule, severity, message, resource, field, origin, newFix, isUnchecked);
    }

    public Finding withMessage(String newMessage) {
        return new Finding(rule, severity, newMessage, resource, field, origin, fix, isUnchecked);
    }

    public Finding withSeverity(Severity newSeverity) {
        return new Finding(rule, newSeverity, message, resource, field, origin, fix, isUnchecked);
    }
}
