package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoJson;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** YAML and JSON as {@code sigs.k8s.io/yaml} reads them into values of templates: the first document counts. */
final class Yaml {
    private static final YamlReader READER =
            new YamlReader(new YamlLimits(1 << 20, 100, 50_000, 1_000, 1_000), YamlDialect.KUBERNETES);

    private Yaml() {}

    /** Null for a text without anything in it. */
    static @Nullable Object read(byte[] content) throws GoTemplateException {
        String text = new String(content, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                // its tabs are no indentation
                return GoJson.read(text);
            } catch (GoTemplateException e) {
                return yaml(content);
            }
        }
        return yaml(content);
    }

    private static @Nullable Object yaml(byte[] content) throws GoTemplateException {
        YamlDocuments documents = READER.read("", content);
        Finding wrong = wrong(documents);
        if (wrong != null) {
            throw new GoTemplateException("unable to parse file: " + wrong.message());
        }
        List<Node> all = documents.documents();
        return all.isEmpty() ? null : GoData.of(all.get(0));
    }

    /** The first mistake for {@code sigs.k8s.io/yaml}; null when there is none. Of a key that is there twice the last one counts. */
    static @Nullable Finding wrong(YamlDocuments documents) {
        return documents.findings().stream()
                .filter(finding -> !finding.rule().value().equals("yaml/duplicate-key"))
                .findFirst()
                .orElse(null);
    }

    public static Object mapping(String text) throws GoTemplateException {
        Object value = read(text.getBytes(StandardCharsets.UTF_8));
        if (value == null) {
            return new LinkedHashMap<String, Object>();
        } else if (value instanceof Map<?, ?>) {
            return value;
        }
        throw new GoTemplateException("the YAML is no mapping");
    }

    static Object sequence(String text) throws GoTemplateException {
        Object value = read(text.getBytes(StandardCharsets.UTF_8));
        if (value == null) {
            return new ArrayList<Object>();
        } else if (value instanceof List<?>) {
            return value;
        }
        throw new GoTemplateException("the YAML is no sequence");
    }
}
