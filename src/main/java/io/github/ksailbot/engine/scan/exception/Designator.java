package io.github.ksailbot.engine.scan.exception;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which resources an exception is about: those that each of its attributes matches. One without attributes is about none.
 * An attribute that is no name for something else is a label, which may stand among the annotations, too.
 */
final class Designator {
    private static final Map<String, Function<ScanObject, String>> NAMED = Map.of(
            // A scan of files is of no cluster.
            "cluster", object -> "",
            "namespace", Designator::namespace,
            "kind", ScanObject::kind,
            "name", ScanObject::name,
            "resourceID", ResourceIds::of,
            "path", Designator::file);

    /** To look at one attribute of one resource, besides what its expression takes. */
    private static final int STEPS_PER_ATTRIBUTE = 10;

    private final Map<String, Wanted> attributes = new TreeMap<>();
    private final Work work;

    Designator(Map<String, String> attributes, Work work) {
        this.work = work;
        attributes.forEach((name, value) -> this.attributes.put(name, Wanted.exactly(value, work)));
    }

    /** Whether the limit of the file that it stands in is met, so that it excepts nothing more. */
    boolean isSpent() {
        return work.isSpent();
    }

    /** Whether a resource is meant, or for a subject of a role: the subject, its binding or its role. */
    boolean matches(ScanObject object) {
        return matchesItself(object) || object.related().stream().anyMatch(this::matchesItself);
    }

    private boolean matchesItself(ScanObject object) {
        if (attributes.isEmpty() || !affords() || !labels(object)) {
            return false;
        }
        return attributes.entrySet().stream()
                .allMatch(attribute -> attributeMatches(attribute.getKey(), attribute.getValue(), object));
    }

    private boolean affords() {
        synchronized (work) {
            try {
                work.spend((long) STEPS_PER_ATTRIBUTE * attributes.size());
                return true;
            } catch (LimitExceeded e) {
                return false;
            }
        }
    }

    private static boolean attributeMatches(String name, Wanted wanted, ScanObject object) {
        Function<ScanObject, String> value = NAMED.get(name);
        if (value != null) {
            return wanted.matches(value.apply(object));
        }
        if (name.equals("containerName")) {
            PodSpec pod = PodSpec.of(object);
            return pod != null
                    && pod.containers("containers", "initContainers", "ephemeralContainers").stream()
                            .anyMatch(container -> wanted.matches(container.name()));
        }
        return true;
    }

    /** All labels in the labels, or all of them in the annotations. */
    private boolean labels(ScanObject object) {
        return labelsIn(object, "labels") || labelsIn(object, "annotations");
    }

    private boolean labelsIn(ScanObject object, String field) {
        Map<String, Object> written = Json.map(object.fields(), "metadata", field);
        return attributes.entrySet().stream()
                .filter(attribute -> isLabel(attribute.getKey()))
                .allMatch(attribute -> written.get(attribute.getKey()) instanceof String value
                        && attribute.getValue().matches(value));
    }

    private static boolean isLabel(String name) {
        return !NAMED.containsKey(name) && !name.equals("containerName");
    }

    private static String namespace(ScanObject object) {
        return object.isKind("Namespace") ? object.name() : object.namespace();
    }

    private static String file(ScanObject object) {
        Manifest manifest = object.manifest();
        if (manifest == null) {
            return "";
        }
        Origin origin = manifest.origin();
        return origin.location().file();
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
