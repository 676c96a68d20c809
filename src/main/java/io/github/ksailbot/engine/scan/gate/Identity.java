package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.kustomize.generate.GeneratedNames;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a resource the same on both sides of a change. Not its group, since its kind may move into another one,
 * and not the hash of its content, which a generated name ends with.
 */
record Identity(String kind, String namespace, String name) {
    static Identity of(Manifest manifest) {
        return new Identity(manifest.kind(), manifest.namespace(), GeneratedNames.withoutHash(manifest));
    }

    /** Resources that an object is, or for a subject, that it comes from. */
    static List<Manifest> manifests(ScanObject object) {
        List<Manifest> manifests = new ArrayList<>();
        add(object.manifest(), manifests);
        object.related().forEach(related -> add(related.manifest(), manifests));
        return manifests;
    }

    private static void add(@Nullable Manifest manifest, List<Manifest> to) {
        if (manifest != null) {
            to.add(manifest);
        }
    }

    @Override
    public String toString() {
        return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
