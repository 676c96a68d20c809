package io.github.ksailbot.delivery.artifact;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an artifact was made of.
 *
 * @param source address of the repository, without credentials; empty when it has none
 * @param branch without {@code refs/heads/}
 * @param commit 40 hexadecimal digits; empty for files that are no commit's, as on a laptop
 * @param committed when, by the commit; the epoch for no commit, so that equal content stays equal
 * @param title what people call it
 */
public record ArtifactRevision(String source, String branch, String commit, Instant committed, String title) {
    static final String REVISION = "org.opencontainers.image.revision";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern WRITTEN = Pattern.compile("(?:.*@)?sha1:([0-9a-f]{40})");

    public ArtifactRevision {
        if (!commit.isEmpty() && !COMMIT.matcher(commit).matches()) {
            throw new IllegalArgumentException("not a commit's id: " + commit);
        }
    }

    /** Of files that are no commit's. */
    public static ArtifactRevision uncommitted(String source, String title) {
        return new ArtifactRevision(source, "", "", Instant.EPOCH, title);
    }

    /** {@code main@sha1:…}, as Flux writes it; empty without a commit. */
    public String text() {
        return commit.isEmpty() ? "" : branch + "@sha1:" + commit;
    }

    /** The tag that only this commit's artifact has; empty without a commit. */
    public String immutableTag() {
        return commit.isEmpty() ? "" : "sha-" + commit;
    }

    SortedMap<String, String> annotations() {
        SortedMap<String, String> annotations = new TreeMap<>();
        annotations.put("org.opencontainers.image.created", committed.toString());
        if (!commit.isEmpty()) {
            annotations.put(REVISION, text());
        }
        if (!source.isEmpty()) {
            annotations.put("org.opencontainers.image.source", source);
        }
        annotations.put("org.opencontainers.image.title", title);
        return annotations;
    }

    /** The commit in a revision as Flux writes it; empty in any other text. */
    static Optional<String> commitOf(String revision) {
        Matcher matcher = WRITTEN.matcher(revision);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
