package io.github.ksailbot.outside.fetch.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;

/** Hosts to which there was no connection in time: one that is not there is not waited for again by each of a hundred charts. */
final class SilentHosts {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;

    /** Since when. */
    private final Map<String, Long> silent = new ConcurrentHashMap<>();

    /** @param nanoTime as {@link System#nanoTime} */
    SilentHosts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws FetchException when a host could not be reached a moment ago */
    void check(HttpUrl url) throws FetchException {
        Long since = silent.get(place(url));
        if (since != null && nanoTime.getAsLong() - since < SILENCE.toNanos()) {
            throw FetchException.unavailable("`" + url.host() + "` could not be reached a moment ago", null);
        }
    }

    /** Takes note of a host with which there was no connection; of one that is there, one path may be slow and all others quick. */
    void failed(HttpUrl url, IOException failure) {
        if (failure instanceof SocketTimeoutException
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("connect")) {
            long now = nanoTime.getAsLong();
            // a domain whose names are all listed has as many as somebody likes to write
            silent.values().removeIf(then -> now - then >= SILENCE.toNanos());
            silent.put(place(url), now);
        }
    }

    private static String place(HttpUrl url) {
        return url.host() + ":" + url.port();
    }
}
