package io.github.ksailbot.engine.kustomize.merge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text form of {@link MergeKeys}, one line a definition or field, sorted:
 *
 * <pre>
 * # a comment
 * io.k8s.api.core.v1.Pod v1:Pod            a definition and the kinds that it is the schema of
 *  spec io.k8s.api.core.v1.PodSpec         a field and its schema: another definition,
 *  volumes [name]io.k8s.api.core.v1.Volume   a list merged by the keys in brackets,
 *  finalizers []*                            a set of scalars,
 *  conditions [=]io.k8s…                     a list that a patch replaces,
 *  labels {}*                                a mapping whose values have the schema behind the braces,
 *  metadata *                                or known, but nothing below it is merged
 * </pre>
 */
final class MergeKeyTable {
    private static final String RESOURCE = "kubernetes-1.21.2.merge-keys";
    private static final String OPAQUE = "*";
    private static final String ANY_FIELD = "{}";
    private static final String REPLACED = "[=]";

    private MergeKeyTable() {}

    static MergeKeys builtIn() {
        try (InputStream stream = MergeKeyTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the merge key table " + RESOURCE + " is not on the class path");
            }
            return read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the merge key table " + RESOURCE + " cannot be read", e);
        }
    }

    static MergeKeys read(BufferedReader lines) throws IOException {
        Map<String, Schema> definitions = new HashMap<>();
        Map<MergeKeys.Type, String> types = new HashMap<>();
        String name = "";
        Map<String, Schema> fields = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(" ")) {
                int space = line.indexOf(' ', 1);
                fields.put(line.substring(1, space), schema(line.substring(space + 1)));
            } else if (!line.startsWith("#")) {
                define(definitions, name, fields);
                fields = new HashMap<>();
                String[] words = line.split(" ", -1);
                name = words[0];
                for (int i = 1; i < words.length; i++) {
                    int colon = words[i].indexOf(':');
                    types.put(new MergeKeys.Type(words[i].substring(0, colon), words[i].substring(colon + 1)), name);
                }
            }
        }
        define(definitions, name, fields);
        return new MergeKeys(definitions, types);
    }

    private static void define(Map<String, Schema> definitions, String name, Map<String, Schema> fields) {
        if (!name.isEmpty()) {
            Schema anyField = fields.remove(ANY_FIELD);
            definitions.put(name, new Schema.Mapping(fields, anyField));
        }
    }

    private static Schema schema(String text) {
        if (text.equals(OPAQUE)) {
            return Schema.OPAQUE;
        }
        if (text.startsWith(ANY_FIELD)) {
            return new Schema.Mapping(Map.of(), schema(text.substring(ANY_FIELD.length())));
        }
        if (text.startsWith("[")) {
            int end = text.indexOf(']') + 1;
            return new Schema.Sequence(schema(text.substring(end)), mergeKeys(text.substring(0, end)));
        }
        return new Schema.Reference(text);
    }

    private static @Nullable List<String> mergeKeys(String bracketed) {
        if (bracketed.equals(REPLACED)) {
            return null;
        }
        String keys = bracketed.substring(1, bracketed.length() - 1);
        return keys.isEmpty() ? List.of() : List.of(keys.split(",", -1));
    }

    /** The table without what no list is merged below: definitions that cannot be reached stay out. */
    static String write(MergeKeys keys) {
        Set<String> merging = merging(keys.definitions());
        Map<String, String> kinds = new TreeMap<>();
        keys.types().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(MergeKeys.Type::apiVersion).thenComparing(MergeKeys.Type::kind)))
                .forEach(entry -> kinds.merge(
                        entry.getValue(),
                        " " + entry.getKey().apiVersion() + ":" + entry.getKey().kind(),
                        String::concat));
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Schema> entry : new TreeMap<>(keys.definitions()).entrySet()) {
            String name = entry.getKey();
            if (merging.contains(name) && entry.getValue() instanceof Schema.Mapping mapping) {
                text.append(name).append(kinds.getOrDefault(name, "")).append('\n');
                writeFields(text, mapping, merging);
            }
        }
        return text.toString();
    }

    private static void writeFields(StringBuilder text, Schema.Mapping mapping, Set<String> merging) {
        for (Map.Entry<String, Schema> field : new TreeMap<>(mapping.fields()).entrySet()) {
            // A scalar's schema changes nothing; a mapping's keeps the merge from looking for the kind of its content.
            if (!(field.getValue() instanceof Schema.Scalar)) {
                text.append(' ').append(field.getKey()).append(' ');
                text.append(text(field.getValue(), merging)).append('\n');
            }
        }
        Schema anyField = mapping.anyField();
        if (anyField != null) {
            text.append(' ')
                    .append(ANY_FIELD)
                    .append(' ')
                    .append(text(anyField, merging))
                    .append('\n');
        }
    }

    private static String text(Schema schema, Set<String> merging) {
        if (schema instanceof Schema.Reference reference && merging.contains(reference.name())) {
            return reference.name();
        }
        if (schema instanceof Schema.Sequence sequence) {
            List<String> keys = sequence.mergeKeys();
            Schema items = sequence.items();
            return (keys == null ? REPLACED : keys.stream().collect(Collectors.joining(",", "[", "]")))
                    + (items == null ? OPAQUE : text(items, merging));
        }
        if (schema instanceof Schema.Mapping mapping && mapping.fields().isEmpty() && mapping.anyField() != null) {
            return ANY_FIELD + text(mapping.anyField(), merging);
        }
        return OPAQUE;
    }

    /** Names of the definitions below which some list is merged. */
    private static Set<String> merging(Map<String, Schema> definitions) {
        Set<String> merging = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Map.Entry<String, Schema> entry : definitions.entrySet()) {
                if (!merging.contains(entry.getKey()) && merges(entry.getValue(), merging)) {
                    grown = merging.add(entry.getKey());
                }
            }
        }
        return merging;
    }

    private static boolean merges(@Nullable Schema schema, Set<String> merging) {
        if (schema instanceof Schema.Reference reference) {
            return merging.contains(reference.name());
        }
        if (schema instanceof Schema.Sequence sequence) {
            return sequence.mergeKeys() != null || merges(sequence.items(), merging);
        }
        if (schema instanceof Schema.Mapping mapping) {
            return merges(mapping.anyField(), merging)
                    || mapping.fields().values().stream().anyMatch(field -> merges(field, merging));
        }
        return false;
    }
}
