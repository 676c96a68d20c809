package io.github.ksailbot.engine.scan.rule;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule judges: a Kubernetes resource, or the subject of a role binding together with what grants it something.
 *
 * <p>Two objects are the same only if they are the same instance: each resource of a scan is one object.
 */
public final class ScanObject {
    private final @Nullable Manifest manifest;
    private final List<ScanObject> related;
    private final String kind;
    private final String apiVersion;

    /** Null until somebody asks: no rule looks into most of what a closure has, such as long definitions of resources. */
    private volatile @Nullable Map<String, Object> fields;

    private ScanObject(Manifest manifest) {
        this.manifest = manifest;
        this.related = List.of();
        this.kind = text(manifest.root(), "kind");
        this.apiVersion = text(manifest.root(), "apiVersion");
    }

    private ScanObject(Map<String, Object> fields, List<ScanObject> related) {
        this.fields = fields;
        this.manifest = null;
        this.related = List.copyOf(related);
        this.kind = Json.text(fields, "kind");
        this.apiVersion = Json.text(fields, "apiGroup");
    }

    /** As {@link Json#text} says it. */
    private static String text(@Nullable MappingNode mapping, String key) {
        ScalarNode scalar = mapping == null ? null : mapping.scalar(key);
        return scalar != null && Json.of(scalar) instanceof String text ? text : "";
    }

    /**
     * A resource. A field that is written as {@code null} is not there: the API server drops it, so that it must not pass
     * for a probe or a limit.
     */
    public static ScanObject of(Manifest manifest) {
        return new ScanObject(manifest);
    }

    /**
     * A subject of a role binding.
     *
     * @param fields the subject's own, such as kind and name
     * @param related the binding, then the role: {@code relatedObjects[0]} and {@code [1]} of its paths
     */
    public static ScanObject subject(Map<String, Object> fields, List<ScanObject> related) {
        return new ScanObject(fields, related);
    }

    /** The whole object, see {@link Json}. */
    public Map<String, Object> fields() {
        Map<String, Object> known = fields;
        if (known == null) {
            known = manifest == null ? Map.of() : Json.withoutNulls(manifest.root());
            fields = known;
        }
        return known;
    }

    /** Whether somebody has asked for its fields, so that they take memory. */
    public boolean isRead() {
        return fields != null;
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
        return metadata("name");
    }

    /** {@code metadata.namespace}, or a subject's namespace; empty when absent. */
    public String namespace() {
        return metadata("namespace");
    }

    private String metadata(String key) {
        return manifest == null
                ? Json.text(fields(), key)
                : text(manifest.root().mapping("metadata"), key);
    }

    /** {@link #namespace}, or {@code default} when absent: where the resource ends. */
    public String namespaceOrDefault() {
        return namespace().isEmpty() ? "default" : namespace();
    }

    /** A value of the object, see {@link Json#at}. */
    public @Nullable Object at(Object... steps) {
        return Json.at(fields(), steps);
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
