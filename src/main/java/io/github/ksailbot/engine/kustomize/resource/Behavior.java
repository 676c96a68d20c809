package io.github.ksailbot.engine.kustomize.resource;

import java.util.Optional;

/** What a generator does when a resource of its id is already there. */
public enum Behavior {
    /** Not said: as {@link #CREATE}. */
    UNSPECIFIED,
    CREATE,
    REPLACE,
    MERGE;

    /**
     * The behavior that a word stands for.
     *
     * @return empty for a word that is none of {@code create}, {@code replace}, {@code merge} and not empty
     */
    public static Optional<Behavior> parse(String word) {
        return switch (word) {
            case "" -> Optional.of(UNSPECIFIED);
            case "create" -> Optional.of(CREATE);
            case "replace" -> Optional.of(REPLACE);
            case "merge" -> Optional.of(MERGE);
            default -> Optional.empty();
        };
    }
}
