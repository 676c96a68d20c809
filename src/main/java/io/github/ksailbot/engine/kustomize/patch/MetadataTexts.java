package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels and annotations as kustomize writes them back after it has held them as a map of strings: every value is a
 * string then, null as well, and an empty map is gone.
 */
final class MetadataTexts {
    /** From this number on Go writes a floating number with an exponent. */
    private static final double EXPONENT_FROM = 1e6;

    private MetadataTexts() {}

    /**
     * Makes strings of one of the two maps.
     *
     * @param field {@code labels} or {@code annotations}
     * @param fromJson whether the resource has been JSON since it was read, where all numbers are floating
     * @param work takes a step for each text
     * @return the same node when it has such texts already
     */
    static MappingNode stringify(MappingNode resource, String field, boolean fromJson, Work work) {
        MappingNode metadata = resource.mapping("metadata");
        if (metadata == null || !metadata.has(field)) {
            return resource;
        }
        MappingNode texts = metadata.mapping(field);
        if (texts == null || texts.isEmpty()) {
            return resource.with("metadata", metadata.without(field));
        }
        work.spend(texts.size());
        List<MappingNode.Entry> entries = new ArrayList<>(texts.size());
        boolean changed = false;
        for (MappingNode.Entry entry : texts.entries()) {
            boolean isString = entry.value() instanceof ScalarNode scalar && scalar.isString();
            changed |= !isString;
            entries.add(isString ? entry : new MappingNode.Entry(entry.key(), string(entry, fromJson)));
        }
        return changed
                ? resource.with("metadata", metadata.with(field, MappingNode.of(entries, texts.origin())))
                : resource;
    }

    private static ScalarNode string(MappingNode.Entry entry, boolean fromJson) {
        String text = "";
        if (entry.value() instanceof ScalarNode scalar) {
            text = fromJson ? jsonText(scalar) : scalar.text();
        }
        return ScalarNode.string(text, entry.value().origin());
    }

    private static String jsonText(ScalarNode scalar) {
        return switch (scalar.type()) {
            case NULL -> "null";
            case INTEGER, FLOAT -> number(scalar.text());
            case BOOLEAN, STRING -> scalar.text();
        };
    }

    private static String number(String text) {
        try {
            double value = Double.parseDouble(text);
            BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
            if (Math.abs(value) < EXPONENT_FROM) {
                return decimal.toPlainString();
            }
            String digits = decimal.unscaledValue().abs().toString();
            int exponent = decimal.precision() - decimal.scale() - 1;
            return (value < 0 ? "-" : "")
                    + digits.charAt(0)
                    + (digits.length() > 1 ? "." + digits.substring(1) : "")
                    + (exponent < 10 ? "e+0" : "e+")
                    + exponent;
        } catch (NumberFormatException e) {
            // Hexadecimal, octal and the like: their text says as much.
            return text;
        }
    }
}
