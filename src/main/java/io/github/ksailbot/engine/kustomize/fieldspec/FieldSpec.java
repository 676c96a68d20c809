package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A field of some kinds of resources that a transformer touches. Immutable. */
public final class FieldSpec {
    private final Gvk gvk;
    private final String path;
    private final boolean create;
    private @Nullable List<String> segments;

    /**
     * @param gvk of the resources; empty parts stand for any
     * @param path field names joined by {@code /}; a slash inside a name is written {@code \/}; a name that ends in
     *     {@code []} must hold a sequence, and a sequence anywhere means each of its items
     * @param create whether the field is made where it is missing
     */
    public FieldSpec(Gvk gvk, String path, boolean create) {
        this.gvk = gvk;
        this.path = path;
        this.create = create;
    }

    public static FieldSpec of(String path, boolean create) {
        return new FieldSpec(Gvk.ANY, path, create);
    }

    public Gvk gvk() {
        return gvk;
    }

    public String path() {
        return path;
    }

    public boolean create() {
        return create;
    }

    /** The field names of the path; at least one. */
    public List<String> segments() {
        List<String> known = segments;
        if (known == null) {
            known = split(path);
            segments = known;
        }
        return known;
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.startsWith("\\/", i)) {
                segment.append('/');
                i++;
            } else if (path.charAt(i) == '/') {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(path.charAt(i));
            }
        }
        segments.add(segment.toString());
        if (segments.size() > 1 && segments.get(0).isEmpty()) {
            segments.remove(0);
        }
        return List.copyOf(segments);
    }

    boolean isSameFieldAs(FieldSpec other) {
        return path.equals(other.path) && gvk.isSelectedBy(other.gvk);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldSpec spec
                && gvk.equals(spec.gvk)
                && path.equals(spec.path)
                && create == spec.create;
    }

    @Override
    public int hashCode() {
        return Objects.hash(gvk, path, create);
    }

    @Override
    public String toString() {
        return gvk + " " + path + (create ? " (created)" : "");
    }
}
