package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data of a config map or secret, sorted into the fields that can hold it. */
final class DataFields {
    private static final int BASE64_LINE = 70;

    private final Generator.Kind kind;
    private final Origin author;
    private final Map<String, ScalarNode> data = new TreeMap<>();
    private final Map<String, ScalarNode> binary = new TreeMap<>();

    DataFields(Generator.Kind kind, Origin author) {
        this.kind = kind;
        this.author = author;
    }

    void add(Pair pair) {
        if (kind == Generator.Kind.SECRET) {
            data.put(pair.key(), Generator.string(base64(pair.value()), pair.origin()));
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(pair.value()))
                    .toString();
            data.put(pair.key(), Generator.string(text, pair.origin()));
        } catch (CharacterCodingException notText) {
            binary.put(pair.key(), Generator.string(base64(pair.value()), pair.origin()));
        }
    }

    void addTo(List<Entry> root) {
        if (kind == Generator.Kind.SECRET || !data.isEmpty()) {
            root.add(Generator.entry("data", mapping(data)));
        }
        if (!binary.isEmpty()) {
            root.add(Generator.entry("binaryData", mapping(binary)));
        }
    }

    private MappingNode mapping(Map<String, ScalarNode> values) {
        return MappingNode.of(
                values.entrySet().stream()
                        .map(value -> Generator.entry(value.getKey(), value.getValue()))
                        .toList(),
                author);
    }

    /** As kustomize breaks it: lines of {@value #BASE64_LINE}, each with a line feed; one line has none. */
    private static String base64(byte[] content) {
        String encoded = Base64.getEncoder().encodeToString(content);
        if (encoded.length() < BASE64_LINE) {
            return encoded;
        }
        StringBuilder lines = new StringBuilder(encoded.length() + encoded.length() / BASE64_LINE + 1);
        for (int i = 0; i < encoded.length(); i += BASE64_LINE) {
            lines.append(encoded, i, Math.min(i + BASE64_LINE, encoded.length()))
                    .append('\n');
        }
        return lines.toString();
    }
}
