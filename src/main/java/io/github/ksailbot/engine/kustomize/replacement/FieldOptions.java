package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a replacement reads or writes a field.
 *
 * @param delimiter between the parts of the text; empty for the whole text
 * @param index of the part, from 0
 * @param create whether a target's field is made when it is not there
 */
record FieldOptions(String delimiter, int index, boolean create) {
    static final FieldOptions NONE = new FieldOptions("", 0, false);

    static FieldOptions read(@Nullable TypedMapping options) {
        if (options == null) {
            return NONE;
        }
        long index = options.integer("index");
        options.text("encoding");
        FieldOptions read = new FieldOptions(
                options.text("delimiter"),
                (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, index)),
                options.flag("create"));
        options.finish();
        return read;
    }

    boolean hasDelimiter() {
        return !delimiter.isEmpty();
    }

    List<String> split(String text) {
        return new ArrayList<>(List.of(text.split(Pattern.quote(delimiter), -1)));
    }

    /** A text with one part set: a negative index puts it before all others, one that is too large behind them. */
    String join(String text, String part) {
        List<String> parts = split(text);
        if (index < 0) {
            parts.add(0, part);
        } else if (index >= parts.size()) {
            parts.add(part);
        } else {
            parts.set(index, part);
        }
        return String.join(delimiter, parts);
    }
}
