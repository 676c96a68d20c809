package io.github.ksailbot.engine.kustomize.plugin;

import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldEditor.Creates;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.Scalars;
import io.github.ksailbot.engine.kustomize.patch.Selector;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.transform.NamespaceTransformer;
import io.github.ksailbot.engine.kustomize.transform.SubjectMode;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one value into fields of resources, whole or as a segment of a path that is there. */
final class ValueAddTransformer implements Transformer {
    /**
     * @param selector null for all resources
     * @param position of the new segment in a path, from 1; 0 replaces the whole value
     */
    record Place(@Nullable Selector selector, String fieldPath, int position) {}

    private final ScalarNode value;
    private final List<Place> places;
    private final Scalars scalars;

    ValueAddTransformer(ScalarNode value, List<Place> places) {
        this.value = value;
        this.places = List.copyOf(places);
        this.scalars = new Scalars(value.origin(), Writer.REPLACEMENT);
    }

    @Override
    public ResourceMap apply(ResourceMap resources, Work work) throws BuildException {
        List<Resource> changed = new ArrayList<>(resources.resources());
        for (Place place : places) {
            Selector selector = place.selector();
            for (int i = 0; i < changed.size(); i++) {
                work.spend(1);
                if (selector == null || selector.selects(changed.get(i), work)) {
                    changed.set(i, write(changed.get(i), place, work));
                }
            }
        }
        return new ResourceMap(changed);
    }

    private Resource write(Resource resource, Place place, Work work) throws BuildException {
        if (place.fieldPath().equals("metadata/namespace")) {
            ResourceMap moved = new NamespaceTransformer(value, FieldSpecs.NONE, false, SubjectMode.DEFAULT_ONLY)
                    .apply(new ResourceMap(List.of(resource)), work);
            return resource.withRoot(moved.resources().get(0).root());
        }
        FieldSpec spec = FieldSpec.of(place.fieldPath(), true);
        return resource.withRoot(FieldEditor.edit(
                resource.root(),
                spec,
                Creates.SCALAR,
                value.origin(),
                work,
                field -> added(field, place.position(), work)));
    }

    private Node added(@Nullable Node field, int position, Work work) throws BuildException {
        if (position == 0) {
            return scalars.untyped(field, value.text());
        }
        String old = field instanceof ScalarNode scalar && !scalar.isNull() ? scalar.text() : "";
        work.spend(old.length() + value.text().length());
        return scalars.untyped(field, inserted(old, position - 1));
    }

    /** A position behind the end of the path means its end. */
    private String inserted(String path, int position) {
        boolean absolute = path.startsWith("/");
        List<String> segments = new ArrayList<>(Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList());
        segments.add(Math.min(position, segments.size()), value.text());
        return (absolute ? "/" : "") + String.join("/", segments);
    }
}
