package io.github.ksailbot.engine.argocd;

/**
 * What {@code kustomize edit set image} takes a text apart into: name, tag and digest, of which the first slash ends the host with
 * its port.
 *
 * @param tag empty for none
 * @param digest empty for none
 */
record ImageName(String name, String tag, String digest) {

    static ImageName parse(String text) {
        int slash = Math.max(0, text.indexOf('/'));
        int at = text.indexOf('@', slash);
        int colon = text.indexOf(':', slash);
        if (colon >= 0 && (at < 0 || colon < at)) {
            return at < 0
                    ? new ImageName(text.substring(0, colon), text.substring(colon + 1), "")
                    : new ImageName(text.substring(0, colon), text.substring(colon + 1, at), text.substring(at + 1));
        }
        return at < 0 ? new ImageName(text, "", "") : new ImageName(text.substring(0, at), "", text.substring(at + 1));
    }
}
