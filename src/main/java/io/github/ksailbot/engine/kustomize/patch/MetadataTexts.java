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
    private static final int LOWEST_EXPONENT = -4;
    private static final int HIGHEST_EXPONENT = 5;

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
            case INTEGER, FLOAT -> number(scalar);
            case BOOLEAN, STRING -> scalar.text();
        };
    }

    /** As Go prints a number of 64 bits, which is what JSON makes of any: with an exponent below 1e-4 and from 1e6 on. */
    private static String number(ScalarNode scalar) {
        Double value = scalar.numberValue();
        if (value == null) {
            return scalar.text();
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = decimal.signum() == 0 ? 0 : decimal.precision() - decimal.scale() - 1;
        if (exponent >= LOWEST_EXPONENT && exponent <= HIGHEST_EXPONENT) {
            return decimal.toPlainString();
        }
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
