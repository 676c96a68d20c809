package io.github.ksailbot.engine.kustomize.typed;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of kustomize's own files, read into typed values as strictly as kustomize does: after the known keys were
 * asked for, {@link #finish} reports all others. Keys match in any case, and null is as good as absent.
 *
 * <p>Findings: {@code kustomize/unknown-field}, {@code kustomize/wrong-type}.
 */
public final class TypedMapping {
    private final MappingNode node;
    private final String where;
    private final Consumer<Finding> findings;
    private final boolean lenient;
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * @param where what the mapping is, for messages: {@code images[2]}; empty for the file itself
     */
    public TypedMapping(MappingNode node, String where, Consumer<Finding> findings) {
        this(node, where, findings, false);
    }

    private TypedMapping(MappingNode node, String where, Consumer<Finding> findings, boolean lenient) {
        this.node = node;
        this.where = where;
        this.findings = findings;
        this.lenient = lenient;
    }

    /**
     * For the files that kustomize reads with less care, configurations of transformers and plugins: numbers and booleans
     * do as strings.
     */
    public static TypedMapping lenient(MappingNode node, String where, Consumer<Finding> findings) {
        return new TypedMapping(node, where, findings, true);
    }

    public Origin origin() {
        return node.origin();
    }

    public MappingNode node() {
        return node;
    }

    /** Where a key stands; null when it is absent. */
    public @Nullable Origin originOf(String key) {
        Entry entry = entry(key);
        return entry == null ? null : entry.key().origin();
    }

    public boolean has(String key) {
        return value(key) != null;
    }

    /** Any value; null when absent or null. */
    public @Nullable Node value(String key) {
        Entry entry = entry(key);
        return entry == null || (entry.value() instanceof ScalarNode scalar && scalar.isNull()) ? null : entry.value();
    }

    private @Nullable Entry entry(String key) {
        known.add(key);
        Entry exact = node.entry(key);
        if (exact != null) {
            return exact;
        }
        Optional<Entry> inAnyCase = node.entries().stream()
                .filter(entry -> entry.key().text().equalsIgnoreCase(key))
                .findFirst();
        return inAnyCase.orElse(null);
    }

    /** A string; null when absent. */
    public @Nullable ScalarNode string(String key) {
        Node value = value(key);
        return value == null ? null : asString(value, path(key));
    }

    /** A string's text; empty when absent. */
    public String text(String key) {
        ScalarNode string = string(key);
        return string == null ? "" : string.text();
    }

    /** A boolean; false when absent. */
    public boolean flag(String key) {
        Node value = value(key);
        if (value == null) {
            return false;
        }
        if (value instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.BOOLEAN) {
            return isTrue(scalar);
        }
        wrongType(value, path(key), "true or false");
        return false;
    }

    /** An integer; 0 when absent. */
    public long integer(String key) {
        Node value = value(key);
        if (value == null) {
            return 0;
        }
        if (value instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.INTEGER) {
            BigInteger number = scalar.integerValue();
            if (number != null && number.bitLength() < Long.SIZE) {
                return number.longValue();
            }
            wrongType(value, path(key), "a whole number of at most 64 bits");
            return 0;
        }
        wrongType(value, path(key), "a whole number");
        return 0;
    }

    /** A list of strings; empty when absent. */
    public List<ScalarNode> strings(String key) {
        List<ScalarNode> strings = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            ScalarNode string = asString(items.get(i), path(key) + "[" + i + "]");
            if (string != null) {
                strings.add(string);
            }
        }
        return strings;
    }

    /** A mapping of strings, in order; empty when absent. */
    public Map<String, ScalarNode> stringMap(String key) {
        Map<String, ScalarNode> strings = new LinkedHashMap<>();
        Node value = value(key);
        if (value instanceof MappingNode mapping) {
            for (Entry entry : mapping.entries()) {
                boolean isNull = entry.value() instanceof ScalarNode scalar && scalar.isNull();
                ScalarNode string = isNull
                        ? ScalarNode.string("", entry.value().origin())
                        : asString(entry.value(), path(key) + "." + entry.key().text());
                if (string != null) {
                    strings.put(entry.key().text(), string);
                }
            }
        } else if (value != null) {
            wrongType(value, path(key), "a mapping");
        }
        return strings;
    }

    /** A mapping of booleans, in order; empty when absent. */
    public Map<String, Boolean> flagMap(String key) {
        TypedMapping mapping = mapping(key);
        Map<String, Boolean> flags = new LinkedHashMap<>();
        if (mapping != null) {
            mapping.node
                    .entries()
                    .forEach(entry -> flags.put(
                            entry.key().text(), mapping.flag(entry.key().text())));
        }
        return flags;
    }

    /** A mapping; null when absent. */
    public @Nullable TypedMapping mapping(String key) {
        Node value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof MappingNode mapping) {
            return new TypedMapping(mapping, path(key), findings, lenient);
        }
        wrongType(value, path(key), "a mapping");
        return null;
    }

    /** A list of mappings; empty when absent. */
    public List<TypedMapping> mappings(String key) {
        List<TypedMapping> mappings = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            String path = path(key) + "[" + i + "]";
            Node item = items.get(i);
            if (item instanceof MappingNode mapping) {
                mappings.add(new TypedMapping(mapping, path, findings, lenient));
            } else if (item instanceof ScalarNode scalar && scalar.isNull()) {
                mappings.add(new TypedMapping(MappingNode.empty(item.origin()), path, findings, lenient));
            } else {
                wrongType(item, path, "a mapping");
            }
        }
        return mappings;
    }

    private List<Node> items(String key) {
        Node value = value(key);
        if (value instanceof SequenceNode sequence) {
            return sequence.items();
        }
        if (value != null) {
            wrongType(value, path(key), "a list");
        }
        return List.of();
    }

    private @Nullable ScalarNode asString(Node value, String path) {
        if (value instanceof ScalarNode scalar) {
            if (scalar.isString()) {
                return scalar;
            }
            if (scalar.isNull()) {
                return ScalarNode.string("", scalar.origin());
            }
            if (lenient) {
                return ScalarNode.string(
                        scalar.type() == ScalarNode.Type.BOOLEAN ? Boolean.toString(isTrue(scalar)) : scalar.text(),
                        scalar.origin());
            }
            findings.accept(TypeFindings.noString(scalar, path));
            return null;
        }
        wrongType(value, path, "a string");
        return null;
    }

    /** Reports the keys that nobody asked for. */
    public void finish() {
        for (Entry entry : node.entries()) {
            String key = entry.key().text();
            if (known.stream().noneMatch(key::equalsIgnoreCase)) {
                findings.accept(TypeFindings.unknown(entry.key(), where, path(key), known));
            }
        }
    }

    private void wrongType(Node value, String path, String wanted) {
        findings.accept(TypeFindings.wrong(value, path, wanted));
    }

    private static boolean isTrue(ScalarNode scalar) {
        return switch (scalar.text()) {
            case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> true;
            default -> false;
        };
    }

    private String path(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }
}
