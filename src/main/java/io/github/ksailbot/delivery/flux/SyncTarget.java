package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.reconcile.SyncReference;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where something in the cluster pulls an artifact from.
 *
 * @param url as written, {@code oci://…}
 * @param tag as written; empty for none
 * @param pinned a digest or a range of versions that wins over the tag; empty for none
 */
record SyncTarget(String url, String tag, String pinned) {
    private static final String LOCAL_REGISTRY = "-local-registry";

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
        String mine = plain(url);
        String theirs = plain(reference.repository());
        return mine.equals(theirs) || (isLocal(mine, theirs) && path(mine).equals(path(theirs)));
    }

    /**
     * A registry on the same machine goes by one name inside of the cluster and by another outside: KSail's local
     * registry is {@code NAME-local-registry} to the cluster's nodes.
     */
    private static boolean isLocal(String mine, String theirs) {
        String inside = host(mine);
        String outside = host(theirs);
        return inside.endsWith(LOCAL_REGISTRY)
                && (outside.equals("localhost") || outside.equals("127.0.0.1") || outside.equals("[::1]"));
    }

    private static String plain(String url) {
        String address = url.strip().replaceFirst("^[a-zA-Z]+://", "").replaceAll("/+$", "");
        int slash = address.indexOf('/');
        return slash < 0
                ? address.toLowerCase(Locale.ROOT)
                : address.substring(0, slash).toLowerCase(Locale.ROOT) + address.substring(slash);
    }

    private static String host(String plain) {
        int slash = plain.indexOf('/');
        String authority = slash < 0 ? plain : plain.substring(0, slash);
        return authority.replaceFirst(":\\d+$", "");
    }

    private static String path(String plain) {
        int slash = plain.indexOf('/');
        return slash < 0 ? "" : plain.substring(slash);
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
