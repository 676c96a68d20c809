package io.github.ksailbot.engine.schema;

import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks names, labels and annotations as the API server does, beyond what the schema says of them. */
final class MetadataCheck {
    /** Where objects that a resource makes have their metadata; all in {@code spec}. */
    private static final List<List<String>> TEMPLATES = List.of(
            List.of("template"),
            List.of("jobTemplate"),
            List.of("jobTemplate", "spec", "template"),
            List.of("volumeClaimTemplates"));

    /** Their objects are answers of the API server and have no name. */
    private static final Set<String> NAMELESS_GROUPS = Set.of("authentication.k8s.io", "authorization.k8s.io");

    private static final Set<String> LABEL_NAMES = Set.of("Namespace", "Service");
    /** The API server checks their names by rules of their own, wider than those of other kinds. */
    private static final Set<String> WIDE_NAMES = Set.of("CSIDriver", "ClusterTrustBundle", "IPAddress");

    private static final String RBAC = "rbac.authorization.k8s.io";
    /** The names of a cron job's jobs are eleven characters longer than its own and must be labels. */
    private static final int MAX_CRON_JOB = 52;

    private final List<Mistake> mistakes = new ArrayList<>();

    private MetadataCheck() {}

    static List<Mistake> of(Place root, KubernetesKinds.Kind kind) {
        MetadataCheck check = new MetadataCheck();
        check.identity(root, kind);
        check.labels(root.field("metadata"));
        Place spec = root.field("spec");
        if (spec != null) {
            TEMPLATES.forEach(way -> check.template(spec, way));
        }
        return check.mistakes;
    }

    private void identity(Place root, KubernetesKinds.Kind kind) {
        Place metadata = root.field("metadata");
        if (metadata == null) {
            if (!NAMELESS_GROUPS.contains(kind.group())) {
                mistakes.add(new Mistake.MissingField(root, "metadata"));
            }
            return;
        }
        Place name = metadata.field("name");
        boolean named = name != null && !isEmpty(name);
        if (name != null && named) {
            name(name, kind);
        } else if (metadata.field("generateName") == null && !NAMELESS_GROUPS.contains(kind.group())) {
            mistakes.add(name == null ? new Mistake.MissingField(metadata, "name") : new Mistake.Empty(name));
        }
        Place namespace = metadata.field("namespace");
        String text = namespace == null ? "" : text(namespace);
        if (namespace != null && !text.isEmpty() && !ObjectNames.isLabel(text)) {
            mistakes.add(badName(namespace, "a namespace", "lower case letters, digits and `-`, at most 63"));
        }
    }

    private void name(Place name, KubernetesKinds.Kind kind) {
        String text = text(name);
        if (text.isEmpty()) {
            return;
        }
        String what = "a " + kind.name();
        if (kind.group().equals(RBAC) || WIDE_NAMES.contains(kind.name())) {
            if (!ObjectNames.isPathSegment(text)) {
                mistakes.add(badName(name, what, "anything but `/` and `%`"));
            }
        } else if (LABEL_NAMES.contains(kind.name())) {
            if (!ObjectNames.isLabel(text)) {
                mistakes.add(badName(name, what, "lower case letters, digits and `-`, at most 63"));
            }
        } else if (!ObjectNames.isSubdomain(text)) {
            mistakes.add(badName(name, what, "lower case letters, digits, `-` and `.`, at most 253"));
        } else if (kind.name().equals("CronJob") && text.length() > MAX_CRON_JOB) {
            mistakes.add(badName(name, what, "lower case letters, digits, `-` and `.`, at most " + MAX_CRON_JOB));
        }
    }

    private void template(Place from, List<String> way) {
        Place place = from;
        for (String step : way) {
            place = place == null ? null : place.field(step);
        }
        if (place != null && place.node() instanceof SequenceNode items) {
            for (int i = 0; i < items.size(); i++) {
                labelsOf(place.item(i));
            }
        } else {
            labelsOf(place);
        }
    }

    private void labelsOf(@Nullable Place object) {
        labels(object == null ? null : object.field("metadata"));
    }

    private void labels(@Nullable Place metadata) {
        if (metadata == null) {
            return;
        }
        for (Place label : entries(metadata.field("labels"))) {
            key(label, "label");
            String text = text(label);
            if (!ObjectNames.isLabelValue(text)) {
                mistakes.add(new Mistake.Refused(
                        label,
                        false,
                        "schema/invalid-label",
                        "The value %s of the label %s is not allowed: letters, digits, `-`, `_` and `.`, at most 63, a letter or digit first and last."
                                .formatted(Wording.code(text), Wording.code(label.key())),
                        "A text like this can be an annotation."));
            }
        }
        for (Place annotation : entries(metadata.field("annotations"))) {
            key(annotation, "annotation");
        }
    }

    private void key(Place entry, String what) {
        if (!ObjectNames.isQualifiedName(entry.key()) && !entry.key().contains("${")) {
            mistakes.add(new Mistake.Refused(
                    entry,
                    true,
                    "schema/invalid-" + what,
                    "The key %s of this %s is not allowed: a name of letters, digits, `-`, `_` and `.`, at most 63, after an optional domain and `/`."
                            .formatted(Wording.code(entry.key()), what),
                    ""));
        }
    }

    private static List<Place> entries(@Nullable Place map) {
        return map == null ? List.of() : map.fields();
    }

    private static Mistake badName(Place name, String what, String allowed) {
        String similar = ObjectNames.similar(text(name), allowed.contains("`.`"));
        return new Mistake.Refused(
                name,
                false,
                "schema/invalid-name",
                "%s is not a name for %s: %s.".formatted(Wording.code(text(name)), what, allowed),
                similar.isEmpty() || similar.equals(text(name)) ? "" : "For example `%s`.".formatted(similar));
    }

    private static boolean isEmpty(Place place) {
        return place.node() instanceof ScalarNode scalar
                && (scalar.isNull() || scalar.text().isEmpty());
    }

    /** The text of a string; empty for everything else, which the schema refuses, and for what is encrypted. */
    private static String text(Place place) {
        return place.node() instanceof ScalarNode scalar
                        && scalar.isString()
                        && !scalar.text().startsWith(Mistakes.ENCRYPTED)
                ? scalar.text()
                : "";
    }
}
