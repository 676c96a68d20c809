package io.github.ksailbot.cli;

import io.github.ksailbot.outside.fetch.AllowedHosts;
import io.github.ksailbot.outside.fetch.FetchLimits;
import io.github.ksailbot.outside.fetch.Outside;
import io.github.ksailbot.outside.fetch.Reach;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What a command may fetch from outside of the repository: nothing, unless hosts are named. */
final class FetchOptions {
    private final Reach reach;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(
            names = "--fetch",
            paramLabel = "HOST",
            split = ",",
            description = "Fetch remote bases and files from these hosts, over HTTPS and from the internet only: HOST,"
                    + " HOST:PORT or *.DOMAIN, several with commas between them. Default: nothing is fetched.")
    private List<String> hosts = List.of();

    @Option(
            names = "--fetch-cache",
            paramLabel = "DIR",
            description = "Keep what was fetched there. Default: ksail-bot/fetched in the user's cache directory.")
    private @Nullable Path cache;

    FetchOptions() {
        this(Reach.INTERNET);
    }

    FetchOptions(Reach reach) {
        this.reach = reach;
    }

    /** @throws ParameterException when one of the hosts is none */
    Outside outside() {
        try {
            Path folder = cache == null ? defaultCache() : cache;
            return Outside.of(
                    AllowedHosts.of(hosts), reach, folder.toAbsolutePath(), FetchLimits.DEFAULT, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Path defaultCache() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path caches =
                given == null || given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return caches.resolve("ksail-bot").resolve("fetched");
    }
}
