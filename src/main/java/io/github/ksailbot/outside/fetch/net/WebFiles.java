package io.github.ksailbot.outside.fetch.net;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Files of web servers. Each is asked for again when its time is over. */
public final class WebFiles {
    private final OutsideClient client;
    private final CacheFolder cache;
    private final FetchLimits limits;
    private final Clock clock;
    private final Recent<Instant> fetched = new Recent<>();

    public WebFiles(OutsideClient client, CacheFolder cache, FetchLimits limits, Clock clock) {
        this.client = client;
        this.cache = cache;
        this.limits = limits;
        this.clock = clock;
    }

    /** @param what it is, for messages: {@code file} */
    public byte[] get(String url, Map<String, String> headers, String what) throws FetchException {
        client.url(url);
        Instant last = fetched.get(url);
        try {
            if (last != null && clock.instant().isBefore(last.plus(limits.fresh()))) {
                Optional<byte[]> known = cache.read("file " + url);
                if (known.isPresent()) {
                    return known.get();
                }
            }
            Answer answer = client.get(url, headers, limits.file());
            if (!answer.isSuccess()) {
                throw answer.failure(what);
            }
            cache.write("file " + url, answer.body());
            fetched.put(url, clock.instant());
            return answer.body();
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw FetchException.unavailable("what was fetched cannot be kept on disk", e);
        }
    }
}
