package io.github.ksailbot.engine.kustomize.remote;

/** What a {@link Fetcher} answers. */
public sealed interface Fetched<T> {
    /** Why something was not fetched, by what the verdict makes of it. */
    enum Reason {
        /** The operator does not allow this address. */
        NOT_ALLOWED,
        /** The other side says that there is no such repository, ref or file, or shows it to nobody. */
        ABSENT,
        /** It is larger than what is fetched. */
        TOO_LARGE,
        /** The other side did not answer, or not in time. */
        UNAVAILABLE
    }

    record Content<T>(T content) implements Fetched<T> {}

    /**
     * @param why half a sentence for people, without credentials: {@code there is no tag v2}
     */
    record Refusal<T>(Reason reason, String why) implements Fetched<T> {}
}
