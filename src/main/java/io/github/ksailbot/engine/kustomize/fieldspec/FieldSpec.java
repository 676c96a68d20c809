package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of some kinds of resources that a transformer touches.
 *
 * @param gvk of the resources; empty parts stand for any
 * @param path field names joined by {@code /}; a slash inside a name is written {@code \/}; a name that ends in
 *     {@code []} must hold a sequence, and a sequence anywhere means each of its items
 * @param create whether the field is made where it is missing
 */
public record FieldSpec(Gvk gvk, String path, boolean create) {

    public static FieldSpec of(String path, boolean create) {
        return new FieldSpec(Gvk.ANY, path, create);
    }

    /** The field names of the path; at least one. */
    public List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            int last = segments.size() - 1;
            if (last >= 0 && segments.get(last).endsWith("\\")) {
                String before = segments.get(last);
                segments.set(last, before.substring(0, before.length() - 1) + "/" + part);
            } else {
                segments.add(part);
            }
        }
        if (segments.size() > 1 && segments.get(0).isEmpty()) {
            segments.remove(0);
        }
        return segments;
    }

    boolean isSameFieldAs(FieldSpec other) {
        return path.equals(other.path) && gvk.isSelectedBy(other.gvk);
    }
}
