package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.StablePath;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields are that rules name: {@code spec.containers[0].image}, {@code metadata.labels[app.kubernetes.io/name]},
 * {@code relatedObjects[1].rules[0].verbs[2]}.
 */
final class FieldOrigins {
    private static final Pattern RELATED = Pattern.compile("relatedObjects\\[([01])\\]\\.?(.*)");

    private FieldOrigins() {}

    /**
     * What a path leads to.
     *
     * @param origin of the value; of the key for a mapping or list; of the nearest written ancestor for what is missing
     * @param written path of what is written
     * @param missing steps below it that are not
     */
    record Place(Origin origin, String written, List<String> missing) {}

    /**
     * The object that a path leads into.
     *
     * @param prefix the part of the path that leads to the object
     * @param steps the rest of it
     */
    record Target(ScanObject object, String prefix, List<String> steps) {}

    static Target target(ScanObject object, String path) {
        Matcher related = object.isSubject() ? RELATED.matcher(path) : null;
        if (related != null && related.matches()) {
            int index = Integer.parseInt(related.group(1));
            if (index < object.related().size()) {
                return new Target(
                        object.related().get(index),
                        "relatedObjects[" + index + "]",
                        StablePath.steps(related.group(2)));
            }
        }
        return new Target(object, "", StablePath.steps(path));
    }

    /** Null where no file can be named. */
    static @Nullable Place find(ScanObject object, String path) {
        return find(target(object, path));
    }

    /** The same of what a path leads to. */
    static @Nullable Place find(Target target) {
        ScanObject place = target.object();
        if (place.isSubject()) {
            return place.related().isEmpty() ? null : find(place.related().get(0), "");
        }
        Manifest manifest = place.manifest();
        return manifest == null ? null : walk(manifest.root(), target.steps());
    }

    private static Place walk(MappingNode root, List<String> steps) {
        Node node = root;
        Origin origin = root.origin();
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            Node next = null;
            if (node instanceof MappingNode mapping) {
                MappingNode.Entry entry = mapping.entry(step);
                next = entry == null ? null : entry.value();
                if (entry != null) {
                    boolean isScalar = next instanceof ScalarNode scalar && !scalar.isNull();
                    origin = isScalar ? entry.value().origin() : entry.key().origin();
                    written.append(written.isEmpty() ? "" : ".").append(step);
                }
            } else if (node instanceof SequenceNode sequence && StablePath.isIndex(step)) {
                int index = Integer.parseInt(step);
                next = index < sequence.size() ? sequence.items().get(index) : null;
                if (next != null) {
                    origin = next.origin();
                    written.append('[').append(step).append(']');
                }
            }
            if (next == null) {
                return new Place(origin, written.toString(), steps.subList(i, steps.size()));
            }
            node = next;
        }
        return new Place(origin, written.toString(), List.of());
    }
}
