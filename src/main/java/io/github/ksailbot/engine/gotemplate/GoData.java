package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.GoNumbers;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents as values of templates: as Go's JSON reads them, all numbers are {@code Double}. */
public final class GoData {
    private static final double LONG_LIMIT = 0x1p63;

    private GoData() {}

    public static @Nullable Object of(Node node) {
        if (node instanceof MappingNode mapping) {
            return map(mapping);
        } else if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(of(item)));
            return list;
        } else if (node instanceof ScalarNode scalar) {
            return switch (scalar.type()) {
                case STRING -> scalar.text();
                case BOOLEAN -> scalar.booleanValue();
                case NULL -> null;
                case INTEGER, FLOAT -> scalar.numberValue();
            };
        }
        return null;
    }

    public static Map<String, @Nullable Object> map(MappingNode mapping) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (MappingNode.Entry entry : mapping.entries()) {
            map.put(entry.key().text(), of(entry.value()));
        }
        return map;
    }

    /** The same values as Kubernetes' own JSON reads them: whole numbers are integers. */
    public static Map<String, @Nullable Object> integers(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        map.forEach((key, value) -> all.put(key, integers(value)));
        return all;
    }

    private static @Nullable Object integers(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return integers(GoValues.map(map));
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(item -> all.add(integers(item)));
            return all;
        } else if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < LONG_LIMIT) {
            return new Int64(number.longValue());
        }
        return value;
    }

    /** A value as a document that stands at one place; keys are sorted. */
    public static Node node(@Nullable Object value, Origin origin, Meter meter) throws GoTemplateException {
        return node(value, origin, meter, 0);
    }

    private static Node node(@Nullable Object value, Origin origin, Meter meter, int depth) throws GoTemplateException {
        meter.depth(depth);
        meter.spend(1);
        if (value instanceof Map<?, ?> map) {
            List<MappingNode.Entry> entries = new ArrayList<>();
            for (String key : GoValues.keys(map)) {
                entries.add(new MappingNode.Entry(
                        ScalarNode.string(key, origin), node(map.get(key), origin, meter, depth + 1)));
            }
            return MappingNode.of(entries, origin);
        } else if (value instanceof List<?> list) {
            List<Node> items = new ArrayList<>();
            for (Object item : list) {
                items.add(node(item, origin, meter, depth + 1));
            }
            return new SequenceNode(items, origin);
        } else if (value instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
            return plain(GoNumbers.json(number), whole ? ScalarNode.Type.INTEGER : ScalarNode.Type.FLOAT, origin);
        } else if (Int64.widened(value) instanceof Long number) {
            return plain(number.toString(), ScalarNode.Type.INTEGER, origin);
        } else if (value instanceof Boolean truth) {
            return plain(truth.toString(), ScalarNode.Type.BOOLEAN, origin);
        }
        return value == null
                ? plain("null", ScalarNode.Type.NULL, origin)
                : ScalarNode.string(String.valueOf(value), origin);
    }

    private static ScalarNode plain(String text, ScalarNode.Type type, Origin origin) {
        return new ScalarNode(text, ScalarNode.Style.PLAIN, type, origin);
    }
}
