package io.github.ksailbot.engine.kustomize.variable;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code vars}: a name for the value of a field of a resource.
 *
 * @param name what {@code $(name)} stands for
 * @param source of the value; an empty namespace means any
 * @param fieldPath names joined by dots
 * @param origin of the entry
 */
public record Variable(String name, ResId source, String fieldPath, Origin origin) {
    private static final String DEFAULT_PATH = "metadata.name";

    public static Variable read(TypedMapping entry) {
        TypedMapping object = entry.mapping("objref");
        TypedMapping field = entry.mapping("fieldref");
        String fieldPath = field == null ? "" : field.text("fieldPath");
        if (field != null) {
            field.finish();
        }
        Variable variable = new Variable(
                entry.text("name"), source(object), fieldPath.isEmpty() ? DEFAULT_PATH : fieldPath, entry.origin());
        entry.finish();
        return variable;
    }

    private static ResId source(@Nullable TypedMapping object) {
        if (object == null) {
            return new ResId(Gvk.ANY, "", "");
        }
        Gvk written = new Gvk(object.text("group"), object.text("version"), object.text("kind"));
        String apiVersion = object.text("apiVersion");
        Gvk parsed = Gvk.of(apiVersion, written.kind());
        boolean hasGroup = apiVersion.indexOf('/') >= 0;
        Gvk gvk = apiVersion.isEmpty()
                ? written
                : new Gvk(hasGroup ? parsed.group() : written.group(), parsed.version(), written.kind());
        ResId source = new ResId(gvk, object.text("name"), object.text("namespace"));
        object.finish();
        return source;
    }

    /**
     * Whether the resource is, or was, the one that the value comes from. What lives in no namespace is not found in the one
     * that the source names.
     */
    boolean isReadFrom(Resource resource) {
        return resource.allIds().stream()
                .anyMatch(id -> source.namespace().isEmpty()
                        ? id.gvk().equals(source.gvk()) && id.name().equals(source.name())
                        : !id.gvk().isClusterScoped() && id.isSameAs(source));
    }
}
