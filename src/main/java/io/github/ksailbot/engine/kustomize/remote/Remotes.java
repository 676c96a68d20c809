package io.github.ksailbot.engine.kustomize.remote;

import io.github.ksailbot.engine.source.SourceTree;
import java.util.HashMap;
import java.util.Map;

/** What one build has fetched: each repository and file once, and not without end. Not safe for several threads. */
public final class Remotes {
    /** Each is a repository or a file of another place; a commit of a few kilobytes can name thousands. */
    static final int MOST = 100;

    private final Fetcher fetcher;
    private final Map<String, Fetched<SourceTree>> repositories = new HashMap<>();
    private final Map<RemoteFile, Fetched<byte[]>> files = new HashMap<>();
    private boolean isUsed;
    private int asked;

    public Remotes(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** As {@link Fetcher#repository}; addresses of the same tree give the same object. */
    public Fetched<SourceTree> repository(RemoteRepository repository) {
        asked++;
        Fetched<SourceTree> known = repositories.get(repository.treeKey());
        if (known != null) {
            return known;
        }
        Fetched<SourceTree> fetched = isFull() ? tooMany() : noted(fetcher.repository(repository));
        repositories.put(repository.treeKey(), fetched);
        return fetched;
    }

    /** As {@link Fetcher#file}. */
    public Fetched<byte[]> file(RemoteFile file) {
        asked++;
        Fetched<byte[]> known = files.get(file);
        if (known != null) {
            return known;
        }
        Fetched<byte[]> fetched = isFull() ? tooMany() : noted(fetcher.file(file));
        files.put(file, fetched);
        return fetched;
    }

    /**
     * Whether the result of the build depends on more than the files of its own tree and the settings: it must not be kept
     * for a later build then.
     */
    public boolean isUsed() {
        return isUsed;
    }

    /** Says that the result depends on what is neither file nor setting, as if something had been fetched. */
    public void use() {
        asked++;
        isUsed = true;
    }

    /** How often the build has asked so far: what asks gets an answer that may depend on what was asked before. */
    public int asked() {
        return asked;
    }

    private <T> Fetched<T> noted(Fetched<T> fetched) {
        boolean isSettled =
                fetched instanceof Fetched.Refusal<T> refusal && refusal.reason() == Fetched.Reason.NOT_ALLOWED;
        isUsed |= !isSettled;
        return fetched;
    }

    private boolean isFull() {
        return repositories.size() + files.size() >= MOST;
    }

    private static <T> Fetched<T> tooMany() {
        return new Fetched.Refusal<>(
                Fetched.Reason.TOO_LARGE, "this build names more than " + MOST + " places to fetch from");
    }
}
