package io.github.ksailbot.outside.fetch.net;

import java.time.Duration;

/**
 * What fetching may cost.
 *
 * @param file bytes of a file of a web server, or of a list of charts
 * @param archive bytes of a chart
 * @param repository bytes that are received of a Git repository; the commit alone is fetched, without its history
 * @param objects of a Git repository's commit
 * @param object bytes of one of them
 * @param time of one request, or of one Git repository, from the first look-up to the last byte
 * @param connect until a connection is there
 * @param redirects one after another
 * @param cache bytes on disk
 * @param fresh how long the commit of a branch or tag, a file, or a list of charts is taken for the latest
 * @param verdict what all of it may come to for one verdict
 */
public record FetchLimits(
        int file,
        int archive,
        long repository,
        int objects,
        long object,
        Duration time,
        Duration connect,
        int redirects,
        long cache,
        Duration fresh,
        FetchBudget verdict) {
    public static final FetchLimits DEFAULT = new FetchLimits(
            16 << 20,
            16 << 20,
            128L << 20,
            200_000,
            32L << 20,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            5,
            1L << 30,
            Duration.ofMinutes(10),
            FetchBudget.DEFAULT);

    /** The same with other times. */
    public FetchLimits withTimes(Duration newTime, Duration newFresh) {
        return new FetchLimits(
                file, archive, repository, objects, object, newTime, connect, redirects, cache, newFresh, verdict);
    }

    /** The same with a cache of another size. */
    public FetchLimits withCache(long newCache) {
        return new FetchLimits(
                file, archive, repository, objects, object, time, connect, redirects, newCache, fresh, verdict);
    }

    /** The same with another budget for one verdict. */
    public FetchLimits withVerdict(FetchBudget newVerdict) {
        return new FetchLimits(
                file, archive, repository, objects, object, time, connect, redirects, cache, fresh, newVerdict);
    }
}
