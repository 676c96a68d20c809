package io.github.ksailbot.delivery.flux;

/**
 * What a source holds, as Flux writes it: {@code main@sha1:…}, {@code latest@sha256:…}, a digest alone, or the older
 * {@code main/…}.
 *
 * @param text as written; empty when the source holds nothing
 */
record SourceRevision(String text) {
    static final SourceRevision NONE = new SourceRevision("");

    boolean isNone() {
        return text.isEmpty();
    }

    /** @param digest {@code sha256:…} of an artifact */
    boolean isArtifact(String digest) {
        return !digest.isEmpty() && (text.equals(digest) || text.endsWith("@" + digest));
    }

    /** @param commit 40 hexadecimal digits */
    boolean isCommit(String commit) {
        return !commit.isEmpty()
                && (text.equals(commit)
                        || text.endsWith("sha1:" + commit)
                        || text.endsWith("/" + commit)
                        || text.endsWith("sha256:" + commit));
    }

    /** For people: the name before the digest and its first digits. */
    @Override
    public String toString() {
        if (isNone()) {
            return "<none>";
        }
        int colon = text.lastIndexOf(':');
        int end = colon < 0 ? 40 : colon + 13;
        return text.length() <= end ? text : text.substring(0, end);
    }
}
