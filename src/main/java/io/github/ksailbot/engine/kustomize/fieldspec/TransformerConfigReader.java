package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.GvkOrder;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the files of {@code configurations}, which have the same shape as kustomize's own defaults. */
public final class TransformerConfigReader {
    private TransformerConfigReader() {}

    public static TransformerConfig read(MappingNode root, Consumer<Finding> findings) {
        TypedMapping file = TypedMapping.lenient(root, "", findings);
        Map<Section, FieldSpecs> fields = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            fields.put(section, specs(file.mappings(section.field())));
        }
        List<NameReference> references = new ArrayList<>();
        for (TypedMapping entry : file.mappings("nameReference")) {
            references.add(new NameReference(gvk(entry), new FieldSpecs(list(entry.mappings("fieldSpecs")))));
            entry.finish();
        }
        file.finish();
        return new TransformerConfig(fields, GvkOrder.COMMAND_LINE.sorted(references, NameReference::target));
    }

    private static FieldSpecs specs(List<TypedMapping> entries) {
        return new FieldSpecs(list(entries)).sorted();
    }

    /** The field specs of a list, in its order. */
    public static List<FieldSpec> list(List<TypedMapping> entries) {
        List<FieldSpec> specs = new ArrayList<>();
        for (TypedMapping entry : entries) {
            specs.add(new FieldSpec(gvk(entry), entry.text("path"), entry.flag("create")));
            entry.finish();
        }
        return specs;
    }

    private static Gvk gvk(TypedMapping entry) {
        return new Gvk(entry.text("group"), entry.text("version"), entry.text("kind"));
    }
}
