package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import org.jspecify.annotations.Nullable;

/** {@code spec.commonMetadata}: labels and annotations that Flux sets on every object when it applies it. */
public final class CommonMetadata {
    private final @Nullable MappingNode labels;
    private final @Nullable MappingNode annotations;

    public CommonMetadata(@Nullable MappingNode spec) {
        this.labels = spec == null ? null : spec.mapping("labels");
        this.annotations = spec == null ? null : spec.mapping("annotations");
    }

    public Manifest apply(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        if (metadata == null || (labels == null && annotations == null)) {
            return manifest;
        }
        MappingNode changed = set(metadata, "labels", labels, Writer.LABEL);
        changed = set(changed, "annotations", annotations, Writer.ANNOTATION);
        return new Manifest(manifest.root().with("metadata", changed));
    }

    private static MappingNode set(MappingNode metadata, String field, @Nullable MappingNode values, Writer writer) {
        if (values == null || values.isEmpty()) {
            return metadata;
        }
        MappingNode own = metadata.mapping(field);
        MappingNode all = own == null ? MappingNode.empty(values.origin().as(writer, null)) : own;
        for (MappingNode.Entry entry : values.entries()) {
            Node before = all.get(entry.key().text());
            Node value = entry.value()
                    .withOrigin(entry.value().origin().as(writer, before == null ? null : before.origin()));
            all = all.with(new MappingNode.Entry(entry.key(), value));
        }
        return metadata.with(field, all);
    }
}
