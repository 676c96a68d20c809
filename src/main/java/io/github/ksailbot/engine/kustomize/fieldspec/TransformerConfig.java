package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.GvkOrder;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fields each transformer touches: kustomize's defaults, and what {@code configurations} and {@code crds} add.
 *
 * @param fields by transformer; a transformer without any may be absent
 * @param nameReferences which fields name other resources
 */
public record TransformerConfig(Map<Section, FieldSpecs> fields, List<NameReference> nameReferences) {
    public static final TransformerConfig EMPTY = new TransformerConfig(Map.of(), List.of());

    /** The parts of a configuration, under their names in its file. */
    public enum Section {
        NAME_PREFIX("namePrefix"),
        NAME_SUFFIX("nameSuffix"),
        NAMESPACE("namespace"),
        COMMON_LABELS("commonLabels"),
        LABELS("labels"),
        TEMPLATE_LABELS("templateLabels"),
        COMMON_ANNOTATIONS("commonAnnotations"),
        VAR_REFERENCE("varReference"),
        IMAGES("images"),
        REPLICAS("replicas");

        private final String field;

        Section(String field) {
            this.field = field;
        }

        /** The key of the section in a configuration file. */
        public String field() {
            return field;
        }
    }

    public TransformerConfig {
        fields = Map.copyOf(fields);
        nameReferences = List.copyOf(nameReferences);
    }

    public FieldSpecs specs(Section section) {
        return fields.getOrDefault(section, FieldSpecs.NONE);
    }

    /**
     * This configuration and what {@code more} adds to it.
     *
     * @param work takes what looking for each field costs
     * @throws FieldSpecConflict when both have a field and disagree on whether to create it
     */
    public TransformerConfig plus(TransformerConfig more, Work work) throws FieldSpecConflict {
        if (more == this || more.equals(EMPTY)) {
            return this;
        }
        Map<Section, FieldSpecs> merged = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            FieldSpecs own = specs(section);
            FieldSpecs both = own.plus(more.specs(section), work);
            work.spend(both == own ? 1 : both.specs().size());
            merged.put(section, both == own ? own : both.sorted());
        }
        return new TransformerConfig(merged, references(more, work));
    }

    private List<NameReference> references(TransformerConfig other, Work work) throws FieldSpecConflict {
        if (other.nameReferences.isEmpty()) {
            return nameReferences;
        }
        work.spend(nameReferences.size() + other.nameReferences.size());
        Map<Gvk, FieldSpecs> byTarget = new LinkedHashMap<>();
        nameReferences.forEach(reference -> byTarget.put(reference.target(), reference.referrers()));
        for (NameReference reference : other.nameReferences) {
            FieldSpecs known = byTarget.get(reference.target());
            FieldSpecs more = reference.referrers();
            byTarget.put(reference.target(), known == null ? more : known.plus(more, work));
        }
        List<NameReference> references = new ArrayList<>(byTarget.size());
        byTarget.forEach((target, referrers) -> references.add(new NameReference(target, referrers)));
        return GvkOrder.COMMAND_LINE.sorted(references, NameReference::target);
    }
}
