package io.github.ksailbot.engine.scan.rule.secret;

import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Patterns;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which names and values look like credentials, and which of those are allowed nevertheless. */
final class Sensitive {
    private final List<String> names;
    private final List<String> namesAllowed;
    private final Patterns values;
    private final Patterns valuesAnyCase;
    private final Patterns valuesAllowed;

    Sensitive(ControlInputs inputs) {
        names = lower(inputs.list("sensitiveKeyNames"));
        namesAllowed = lower(inputs.list("sensitiveKeyNamesAllowed"));
        values = Patterns.of(inputs.list("sensitiveValues"));
        valuesAnyCase = Patterns.inAnyCase(inputs.list("sensitiveValues"));
        valuesAllowed = Patterns.of(inputs.list("sensitiveValuesAllowed"));
    }

    boolean isName(String name) {
        return contains(name, names);
    }

    boolean isValue(@Nullable Object value) {
        return value instanceof String text && values.find(text);
    }

    boolean isValueInAnyCase(@Nullable Object value) {
        return value instanceof String text && valuesAnyCase.find(text);
    }

    /** Whether a value is base64 of something that looks like a credential. */
    boolean isEncodedValue(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return false;
        }
        String digits = text.replace("\n", "").replace("\r", "");
        if (digits.length() % 4 != 0) {
            return false;
        }
        try {
            return values.find(new String(Base64.getDecoder().decode(digits), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isAllowed(@Nullable Object name, @Nullable Object value) {
        return (value instanceof String text && valuesAllowed.find(text))
                || (name instanceof String key && contains(key, namesAllowed));
    }

    private static boolean contains(String name, List<String> parts) {
        String lower = name.toLowerCase(Locale.ROOT);
        return parts.stream().anyMatch(lower::contains);
    }

    private static List<String> lower(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }
}
