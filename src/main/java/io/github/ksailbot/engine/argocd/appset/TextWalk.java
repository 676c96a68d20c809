package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders every text of a document; what has no template in it is shared. Keys without a value go, as they do in Argo CD's own
 * walk; in lists, nothing stays nothing.
 */
@SuppressWarnings("ReferenceEquality") // what did not change is the same object
final class TextWalk {
    private final TemplateText texts;
    private final Map<String, @Nullable Object> params;

    TextWalk(TemplateText texts, Map<String, @Nullable Object> params) {
        this.texts = texts;
        this.params = params;
    }

    Node render(Node node) throws TextException {
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            boolean changed = false;
            for (Node item : sequence.items()) {
                Node rendered = render(item);
                changed |= rendered != item;
                items.add(rendered);
            }
            return changed ? sequence.withItems(items) : sequence;
        }
        return node instanceof ScalarNode scalar && scalar.isString() ? scalar(scalar) : node;
    }

    MappingNode mapping(MappingNode mapping) throws TextException {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        boolean changed = false;
        for (MappingNode.Entry entry : mapping.entries()) {
            if (entry.value() instanceof ScalarNode scalar && scalar.isNull()) {
                changed = true;
                continue;
            }
            ScalarNode key = entry.key().text().contains("{{") ? scalar(entry.key()) : entry.key();
            Node value = render(entry.value());
            changed |= key != entry.key() || value != entry.value();
            entries.put(key.text(), new MappingNode.Entry(key, value));
        }
        return changed ? MappingNode.of(List.copyOf(entries.values()), mapping.origin()) : mapping;
    }

    private ScalarNode scalar(ScalarNode scalar) throws TextException {
        try {
            String text = texts.render(scalar.text(), params);
            if (text.equals(scalar.text())) {
                return scalar;
            }
            Origin origin = scalar.origin();
            return ScalarNode.string(text, origin.as(Writer.GENERATOR, origin.before()));
        } catch (GoTemplateException e) {
            throw new TextException(e, scalar.origin());
        }
    }
}
