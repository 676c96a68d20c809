package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.source.SourceException;
import java.util.List;
import java.util.Map;

/** What Git generators look at: the directories and files of one commit of the repository. */
public interface RepositoryContent {

    /**
     * Whether this is the content of a repository.
     *
     * @param url as a generator names it
     * @param revision as a generator names it; empty for the default
     * @return empty when it is; else what the generator would need
     */
    String elsewhere(String url, String revision);

    /** Every directory but the root, hidden ones and what is in them, by path, sorted. */
    List<String> directories() throws SourceException;

    /**
     * The files of a pattern by path.
     *
     * @param pattern as {@code git ls-files} takes it
     */
    Map<String, byte[]> files(String pattern) throws SourceException;
}
