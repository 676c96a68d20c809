package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.manifest.GoNumbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Go's {@code %v} prints them. */
public final class GoPrinter {
    private GoPrinter() {}

    public static String print(@Nullable Object value, Meter meter) throws GoTemplateException {
        if (value instanceof String text) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        append(out, value, meter, 0);
        return out.toString();
    }

    /** A number as {@code %v} prints it. */
    public static String print(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        return GoNumbers.yaml(number);
    }

    private static void append(StringBuilder out, @Nullable Object value, Meter meter, int depth)
            throws GoTemplateException {
        meter.depth(depth);
        meter.spend(1);
        if (value instanceof Map<?, ?> map) {
            out.append("map[");
            String separator = "";
            for (String key : GoValues.keys(map)) {
                out.append(separator).append(key).append(':');
                append(out, map.get(key), meter, depth + 1);
                separator = " ";
            }
            out.append(']');
        } else if (value instanceof List<?> list) {
            out.append('[');
            String separator = "";
            for (Object item : list) {
                out.append(separator);
                append(out, item, meter, depth + 1);
                separator = " ";
            }
            out.append(']');
        } else if (value instanceof Double number) {
            out.append(print(number));
        } else {
            out.append(value == null ? "<nil>" : value);
        }
        meter.length(out.length());
    }
}
