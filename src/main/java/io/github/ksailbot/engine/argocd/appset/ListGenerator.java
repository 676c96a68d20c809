package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code list}: sets of parameters as they are written. */
final class ListGenerator implements Generator {
    private final TemplateText texts;

    ListGenerator(TemplateText texts) {
        this.texts = texts;
    }

    @Override
    public List<Map<String, @Nullable Object>> params(MappingNode spec) throws GeneratorException, GoTemplateException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        SequenceNode elements = spec.sequence("elements");
        if (elements != null) {
            for (Node element : elements.items()) {
                if (!(element instanceof MappingNode mapping)) {
                    throw wrong("an element of the list is no mapping", element);
                }
                all.add(texts.isGo() ? GoData.map(mapping) : texts(mapping));
            }
        }
        String yaml = spec.text("elementsYaml");
        if (!yaml.isEmpty()) {
            Node written = spec.get("elementsYaml");
            Object more = Yaml.read(yaml.getBytes(StandardCharsets.UTF_8));
            if (more != null && !(more instanceof List<?>)) {
                throw wrong("`elementsYaml` is no list", written == null ? spec : written);
            }
            for (Object element : more instanceof List<?> list ? list : List.of()) {
                if (element == null) {
                    all.add(Params.create());
                    continue;
                }
                if (!(element instanceof Map<?, ?> mapping)) {
                    throw wrong("an element of `elementsYaml` is no mapping", written == null ? spec : written);
                }
                all.add(GoValues.map(mapping));
            }
        }
        return all;
    }

    private static Map<String, @Nullable Object> texts(MappingNode element) throws GeneratorException {
        Map<String, @Nullable Object> params = Params.create();
        for (MappingNode.Entry entry : element.entries()) {
            String key = entry.key().text();
            if (key.equals("values")) {
                if (!(entry.value() instanceof MappingNode values)) {
                    throw wrong("the `values` of an element are no mapping", entry.value());
                }
                for (MappingNode.Entry value : values.entries()) {
                    params.put("values." + value.key().text(), text(value));
                }
            } else {
                params.put(key, text(entry));
            }
        }
        return params;
    }

    private static String text(MappingNode.Entry entry) throws GeneratorException {
        if (GoData.of(entry.value()) instanceof String text) {
            return text;
        }
        throw wrong(
                "the value of `%s` is no text, which a list without `goTemplate` needs"
                        .formatted(entry.key().text()),
                entry.value());
    }

    private static GeneratorException wrong(String message, Node node) {
        return new GeneratorException(GeneratorException.Reason.WRONG, message, node.origin());
    }
}
