package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoPrinter;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.StringMap;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What generators do to sets of parameters. */
final class Params {
    private Params() {}

    static Map<String, @Nullable Object> create() {
        return new LinkedHashMap<>();
    }

    /** {@code a.b.0} for each value, as a text; what is empty has none. */
    static Map<String, String> flattened(Map<String, @Nullable Object> params) throws GoTemplateException {
        Map<String, String> flat = new LinkedHashMap<>();
        Meter meter = new Meter(TemplateLimits.DEFAULT);
        flatten(flat, params, "", meter, 0);
        return flat;
    }

    private static void flatten(Map<String, String> flat, @Nullable Object value, String prefix, Meter meter, int depth)
            throws GoTemplateException {
        meter.depth(depth);
        meter.spend(1);
        String before = prefix.isEmpty() ? "" : prefix + ".";
        if (value instanceof Map<?, ?> map) {
            for (String key : GoValues.keys(map)) {
                flatten(flat, map.get(key), before + key, meter, depth + 1);
            }
        } else if (value instanceof List<?> list && !(list instanceof TypedList)) {
            for (int i = 0; i < list.size(); i++) {
                flatten(flat, list.get(i), before + i, meter, depth + 1);
            }
        } else {
            flat.put(prefix, GoPrinter.print(value, meter));
        }
    }

    /** Every value as a text. */
    static Map<String, @Nullable Object> texts(Map<String, @Nullable Object> params) throws GoTemplateException {
        Map<String, @Nullable Object> texts = create();
        Meter meter = new Meter(TemplateLimits.DEFAULT);
        for (Map.Entry<String, @Nullable Object> entry : params.entrySet()) {
            texts.put(entry.getKey(), GoPrinter.print(entry.getValue(), meter));
        }
        return texts;
    }

    /**
     * Adds a generator's {@code values}, which may use its parameters and not each other, so that none grows by others.
     *
     * @param values null when there are none
     */
    static void addValues(
            Map<String, @Nullable Object> params, @Nullable Map<String, String> values, TemplateText texts)
            throws GoTemplateException {
        if (values == null || values.isEmpty()) {
            return;
        }
        StringMap rendered = new StringMap();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            rendered.put(entry.getKey(), texts.render(entry.getValue(), params));
        }
        if (texts.isGo()) {
            params.put("values", rendered);
        } else {
            rendered.forEach((key, value) -> params.put("values." + key, value));
        }
    }
}
