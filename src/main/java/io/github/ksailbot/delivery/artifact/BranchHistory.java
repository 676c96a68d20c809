package io.github.ksailbot.delivery.artifact;

import java.io.IOException;
import java.util.Optional;

/** The order of a branch's commits, for which the last one is right and not the last that somebody finished with. */
public interface BranchHistory {
    /**
     * Knows of no order: whatever is pushed is taken for the newest, as a person's push from a laptop.
     */
    BranchHistory NONE = (older, newer) -> older.equals(newer);

    /**
     * Whether a commit is an ancestor of another one, or the same.
     *
     * @param older 40 hexadecimal digits; may be a commit that the repository does not have, which is no ancestor
     * @param newer 40 hexadecimal digits; may be a commit that the repository does not have, which has no ancestors
     * @throws IOException when the repository cannot be read
     */
    boolean isAncestor(String older, String newer) throws IOException;

    /**
     * The newest commit that is known to have been delivered to the environment, also if that had the same content as the
     * one before it and nothing was pushed for it: the registry does not show that one.
     */
    default Optional<String> newest() {
        return Optional.empty();
    }
}
