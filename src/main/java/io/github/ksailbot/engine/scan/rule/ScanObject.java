package io.github.ksailbot.engine.scan.rule;

import io.github.ksailbot.engine.manifest.Manifest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule judges: a Kubernetes resource, or the subject of a role binding together with what grants it something.
 *
 * <p>Two objects are the same only if they are the same instance: each resource of a scan is one object.
 */
public final class ScanObject {
    private final Map<String, Object> fields;
    private final @Nullable Manifest manifest;
    private final List<ScanObject> related;
    private final String kind;
    private final String apiVersion;

    private ScanObject(Map<String, Object> fields, @Nullable Manifest manifest, List<ScanObject> related) {
        this.fields = fields;
        this.manifest = manifest;
        this.related = List.copyOf(related);
        this.kind = Json.text(fields, "kind");
        this.apiVersion = Json.text(fields, manifest == null ? "apiGroup" : "apiVersion");
    }

    /**
     * A resource. A field that is written as {@code null} is not there: the API server drops it, so that it must not pass
     * for a probe or a limit.
     */
    public static ScanObject of(Manifest manifest) {
        return new ScanObject(Json.withoutNulls(manifest.root()), manifest, List.of());
    }

    /**
     * A subject of a role binding.
     *
     * @param fields the subject's own, such as kind and name
     * @param related the binding, then the role: {@code relatedObjects[0]} and {@code [1]} of its paths
     */
    public static ScanObject subject(Map<String, Object> fields, List<ScanObject> related) {
        return new ScanObject(fields, null, related);
    }

    /** The whole object, see {@link Json}. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** The resource's manifest with its origins; null for a subject, which has none of its own. */
    public @Nullable Manifest manifest() {
        return manifest;
    }

    /** What a subject's paths {@code relatedObjects[…]} lead into; empty for a resource. */
    public List<ScanObject> related() {
        return related;
    }

    public boolean isSubject() {
        return manifest == null;
    }

    /** {@code apiVersion}; for a subject its {@code apiGroup}; else empty. */
    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return kind;
    }

    public boolean isKind(String... kinds) {
        String kind = kind();
        for (String one : kinds) {
            if (one.equals(kind)) {
                return true;
            }
        }
        return false;
    }

    /** {@code metadata.name}, or a subject's name; empty when absent. */
    public String name() {
        return isSubject() ? Json.text(fields, "name") : Json.text(fields, "metadata", "name");
    }

    /** {@code metadata.namespace}, or a subject's namespace; empty when absent. */
    public String namespace() {
        return isSubject() ? Json.text(fields, "namespace") : Json.text(fields, "metadata", "namespace");
    }

    /** {@link #namespace}, or {@code default} when absent: where the resource ends. */
    public String namespaceOrDefault() {
        return namespace().isEmpty() ? "default" : namespace();
    }

    /** A value of the object, see {@link Json#at}. */
    public @Nullable Object at(Object... steps) {
        return Json.at(fields, steps);
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
