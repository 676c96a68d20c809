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
 */
public record Finding(
        RuleId rule,
        Severity severity,
        String message,
        @Nullable ResourceId resource,
        String field,
        @Nullable Origin origin,
        String fix) {

    public static Finding error(String rule, String message, @Nullable Origin origin) {
        return new Finding(RuleId.of(rule), Severity.ERROR, message, null, "", origin, "");
    }

    public static Finding warning(String rule, String message, @Nullable Origin origin) {
        return new Finding(RuleId.of(rule), Severity.WARNING, message, null, "", origin, "");
    }

    public Finding about(ResourceId newResource, String newField) {
        return new Finding(rule, severity, message, newResource, newField, origin, fix);
    }

    public Finding atField(String newField) {
        return new Finding(rule, severity, message, resource, newField, origin, fix);
    }

    public Finding withFix(String newFix) {
        return new Finding(rule, severity, message, resource, field, origin, newFix);
    }
}
