package io.github.ksailbot.engine.gotemplate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.GoNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Go's {@code encoding/json} reads and writes them: keys sorted, all numbers read as {@code Double}. */
public final class GoJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String INDENT = "  ";

    /** How it is written. */
    public enum Form {
        COMPACT,
        INDENTED,
        /** Compact, with {@code <}, {@code >} and {@code &} as they are. */
        RAW
    }

    private static final Map<String, String> PLAIN = Map.of("\\u003c", "<", "\\u003e", ">", "\\u0026", "&");

    private GoJson() {}

    /** @throws GoTemplateException if the text is no JSON */
    public static @Nullable Object read(String text) throws GoTemplateException {
        try {
            return numbers(MAPPER.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            throw new GoTemplateException("the text is no JSON: " + e.getOriginalMessage());
        }
    }

    public static String write(@Nullable Object value, Form form, Meter meter) throws GoTemplateException {
        StringBuilder out = new StringBuilder();
        append(out, value, form, meter, 0);
        return out.toString();
    }

    private static @Nullable Object numbers(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), numbers(each)));
            return copy;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(numbers(each)));
            return copy;
        }
        return value instanceof Number number ? (Double) number.doubleValue() : value;
    }

    private static void append(StringBuilder out, @Nullable Object value, Form form, Meter meter, int depth)
            throws GoTemplateException {
        meter.depth(depth);
        meter.spend(1);
        if (value instanceof Map<?, ?> map) {
            String separator = "";
            out.append('{');
            for (String key : GoValues.keys(map)) {
                out.append(separator);
                line(out, form, depth + 1);
                string(out, key, form);
                out.append(form == Form.INDENTED ? ": " : ":");
                append(out, map.get(key), form, meter, depth + 1);
                separator = ",";
            }
            if (!map.isEmpty()) {
                line(out, form, depth);
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            String separator = "";
            out.append('[');
            for (Object item : list) {
                out.append(separator);
                line(out, form, depth + 1);
                append(out, item, form, meter, depth + 1);
                separator = ",";
            }
            if (!list.isEmpty()) {
                line(out, form, depth);
            }
            out.append(']');
        } else if (value instanceof String text) {
            string(out, text, form);
        } else if (value instanceof Double number) {
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw new GoTemplateException("json: unsupported value: " + GoPrinter.print(number));
            }
            out.append(GoNumbers.json(number));
        } else {
            out.append(value);
        }
        meter.length(out.length());
    }

    private static void line(StringBuilder out, Form form, int depth) {
        if (form == Form.INDENTED) {
            out.append('\n').append(INDENT.repeat(depth));
        }
    }

    private static void string(StringBuilder out, String text, Form form) {
        String json = CanonicalJson.string(text);
        if (form != Form.RAW) {
            out.append(json);
            return;
        }
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) != '\\') {
                out.append(json.charAt(i));
                continue;
            }
            String plain = PLAIN.get(json.substring(i, Math.min(i + 6, json.length())));
            if (plain == null) {
                // what follows belongs to it, as the second of two backslashes does
                out.append(json, i, i + 2);
                i++;
            } else {
                out.append(plain);
                i += 5;
            }
        }
    }
}
