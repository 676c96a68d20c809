package io.github.ksailbot.workflow;

import io.github.ksailbot.engine.source.SourceTree;
import org.jspecify.annotations.Nullable;

/** The trees of one revision, open for reading until closed. */
public interface Snapshot extends AutoCloseable {
    /** What is judged. */
    SourceTree head();

    /** Tip of the base branch: settings are read here. */
    SourceTree base();

    /** What "new" is measured against: where head and base parted; null when they have no common history. */
    @Nullable SourceTree mergeBase();

    @Override
    void close();
}
