package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.reconcile.ArtifactPlace;
import io.github.ksailbot.delivery.reconcile.SyncReference;
import java.nio.file.Path;

/**
 * Where something in the cluster pulls an artifact from.
 *
 * @param url as written, {@code oci://…}
 * @param tag as written; empty for none
 * @param pinned a digest or a range of versions that wins over the tag; empty for none
 */
record SyncTarget(String url, String tag, String pinned) {
    static SyncTarget of(SourceView source) {
        String digest = source.object().text("spec", "ref", "digest");
        String range = source.object().text("spec", "ref", "semver");
        return new SyncTarget(source.url(), source.tag(), digest.isEmpty() ? range : digest);
    }

    boolean pulls(SyncReference reference) {
        return hasRepository(reference) && hasTag(reference);
    }

    boolean hasTag(SyncReference reference) {
        String effective = tag.isEmpty() ? "latest" : tag;
        return pinned.isEmpty() && effective.equals(reference.tag());
    }

    boolean hasRepository(SyncReference reference) {
        return ArtifactPlace.of(url).isSame(ArtifactPlace.of(reference.repository()));
    }

    /**
     * A path inside of an artifact as Flux understands it: {@code ./} for the top. Back slashes are taken for slashes; a
     * path that leaves the artifact is the top.
     */
    static String normalPath(String path) {
        String slashes = path.strip().replace('\\', '/');
        if (slashes.startsWith("/") || slashes.matches("^[a-zA-Z]:.*")) {
            return "./";
        }
        String normal = Path.of("/", slashes).normalize().toString().substring(1);
        int depth = 0;
        for (String part : slashes.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return "./";
            }
        }
        return normal.isEmpty() ? "./" : "./" + normal;
    }
}
