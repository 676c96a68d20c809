package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a resource is known by from being patched: the namespace always, kind and name unless the options of the
 * patch allow it.
 *
 * @param allowNameChange option of the patch
 * @param allowKindChange option of the patch
 */
record IdentityGuard(boolean allowNameChange, boolean allowKindChange) {
    static final IdentityGuard STRICT = new IdentityGuard(false, false);

    boolean allowsChange() {
        return allowNameChange || allowKindChange;
    }

    /** The patched resource with the identity of the one that was patched. */
    MappingNode keep(MappingNode before, MappingNode patched) {
        MappingNode metadataBefore = before.mapping("metadata");
        MappingNode metadata = patched.mapping("metadata");
        MappingNode kept = metadata == null ? MappingNode.empty(before.origin()) : metadata;
        if (!allowNameChange) {
            kept = restored(kept, "name", get(metadataBefore, "name"));
        }
        kept = restored(kept, "namespace", get(metadataBefore, "namespace"));
        MappingNode root = restored(patched, "metadata", kept);
        return allowKindChange ? root : restored(root, "kind", before.get("kind"));
    }

    private static @Nullable Node get(@Nullable MappingNode mapping, String key) {
        return mapping == null ? null : mapping.get(key);
    }

    private static MappingNode restored(MappingNode mapping, String key, @Nullable Node before) {
        if (before == null) {
            return mapping.without(key);
        }
        return mapping.get(key) == before ? mapping : mapping.with(key, before);
    }
}
