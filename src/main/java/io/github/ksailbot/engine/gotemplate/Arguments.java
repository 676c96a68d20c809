package io.github.ksailbot.engine.gotemplate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function is called with. Each accessor throws what Go would say of an argument of another type. */
public final class Arguments {
    private final String function;
    private final List<@Nullable Object> values;
    private final Meter meter;

    Arguments(String function, List<@Nullable Object> values, Meter meter) {
        this.function = function;
        this.values = values;
        this.meter = meter;
    }

    public int count() {
        return values.size();
    }

    public Meter meter() {
        return meter;
    }

    public String function() {
        return function;
    }

    /** So many and no others. */
    public Arguments exactly(int count) throws GoTemplateException {
        return between(count, count);
    }

    public Arguments atLeast(int count) throws GoTemplateException {
        return between(count, Integer.MAX_VALUE);
    }

    public Arguments between(int least, int most) throws GoTemplateException {
        if (values.size() < least || values.size() > most) {
            throw new GoTemplateException("wrong number of args for %s: want %s%d got %d"
                    .formatted(function, least == most ? "" : "at least ", least, values.size()));
        }
        return this;
    }

    public @Nullable Object get(int index) throws GoTemplateException {
        if (index >= values.size()) {
            atLeast(index + 1);
        }
        return values.get(index);
    }

    public @Nullable Object last() throws GoTemplateException {
        return get(values.size() - 1);
    }

    /** Those from a position on. */
    public List<@Nullable Object> from(int index) {
        // unlike List.of(), this one can be asked for nothing
        return index >= values.size()
                ? Collections.emptyList()
                : Collections.unmodifiableList(values.subList(index, values.size()));
    }

    public String string(int index) throws GoTemplateException {
        Object value = get(index);
        if (value instanceof String text) {
            return text;
        }
        throw wrong(value, "string");
    }

    public int integer(int index) throws GoTemplateException {
        Object value = get(index);
        if (value instanceof Long number) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
        }
        throw wrong(value, "int");
    }

    public boolean truth(int index) throws GoTemplateException {
        Object value = get(index);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw wrong(value, "bool");
    }

    @SuppressWarnings("unchecked") // all maps of templates have texts as keys
    public Map<String, @Nullable Object> map(int index) throws GoTemplateException {
        Object value = get(index);
        if (value instanceof Map<?, ?>) {
            return (Map<String, @Nullable Object>) value;
        }
        throw wrong(value, "map[string]interface {}");
    }

    /** A map that is only read: nothing stands for one without entries, as it does where Go expects a map. */
    public Map<String, @Nullable Object> entries(int index) throws GoTemplateException {
        return get(index) == null ? Collections.emptyMap() : map(index);
    }

    @SuppressWarnings("unchecked") // lists hold values
    public List<@Nullable Object> list(int index) throws GoTemplateException {
        Object value = get(index);
        if (value instanceof List<?>) {
            return (List<@Nullable Object>) value;
        }
        throw new GoTemplateException("Cannot %s on type %s".formatted(function, GoValues.kind(value)));
    }

    /** As {@code %v} prints it. */
    public String printed(int index) throws GoTemplateException {
        return GoPrinter.print(get(index), meter);
    }

    private static GoTemplateException wrong(@Nullable Object value, String expected) {
        return new GoTemplateException(
                value == null
                        ? "invalid value; expected " + expected
                        : "wrong type for value; expected %s; got %s".formatted(expected, GoValues.type(value)));
    }
}
