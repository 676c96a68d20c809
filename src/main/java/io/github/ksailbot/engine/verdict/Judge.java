package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.source.SourceTree;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a source tree, and what of it is new. */
public interface Judge {

    /**
     * @param head content to judge
     * @param settings tree whose ksail files are trusted: the base branch; for a judgement without a pull request, the
     *     head itself
     * @param mergeBase what "new" is measured against; null to compare with nothing
     * @return never throws for anything that a repository contains
     */
    Judgement judge(SourceTree head, SourceTree settings, @Nullable SourceTree mergeBase);
}
