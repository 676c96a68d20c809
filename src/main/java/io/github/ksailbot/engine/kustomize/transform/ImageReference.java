package io.github.ksailbot.engine.kustomize.transform;

/**
 * An image reference in its parts, as kustomize takes it apart.
 *
 * @param tag empty when there is none
 * @param digest empty when there is none
 */
record ImageReference(String name, String tag, String digest) {

    /** A colon before the first slash belongs to the registry's port. */
    static ImageReference parse(String reference) {
        int from = Math.max(0, reference.indexOf('/'));
        int at = reference.indexOf('@', from);
        int colon = reference.indexOf(':', from);
        if (at >= 0 && (colon < 0 || at < colon)) {
            return new ImageReference(reference.substring(0, at), "", reference.substring(at + 1));
        }
        if (colon < 0) {
            return new ImageReference(reference, "", "");
        }
        if (at >= 0) {
            return new ImageReference(
                    reference.substring(0, colon), reference.substring(colon + 1, at), reference.substring(at + 1));
        }
        return new ImageReference(reference.substring(0, colon), reference.substring(colon + 1), "");
    }

    @Override
    public String toString() {
        return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
