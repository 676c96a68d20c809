package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfigReader;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.Map;

/**
 * An entry of {@code labels}.
 *
 * @param pairs the labels
 * @param includeSelectors whether they go into selectors and templates as well
 * @param includeTemplates whether they go into templates as well
 * @param fields further fields that they go into
 */
public record Label(
        Map<String, ScalarNode> pairs,
        boolean includeSelectors,
        boolean includeTemplates,
        List<FieldSpec> fields,
        Origin origin) {

    static Label read(TypedMapping entry) {
        Label label = new Label(
                entry.stringMap("pairs"),
                entry.flag("includeSelectors"),
                entry.flag("includeTemplates"),
                TransformerConfigReader.list(entry.mappings("fields")),
                entry.origin());
        entry.finish();
        return label;
    }
}
