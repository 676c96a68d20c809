package io.github.ksailbot.delivery.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.retry.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again when a server is busy, starts anew, or drops the connection: after as long as the server says; without a
 * word of it 200 ms, doubling. Who is told to wait longer than {@value #LONGEST_SECONDS} s decides for himself; so
 * does who has got no answer for so long that whatever he does meanwhile, such as giving up, has waited long enough.
 */
final class PersistentClusterApi implements ClusterApi {
    static final int TRIES = 5;
    private static final int LONGEST_SECONDS = 2;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(LONGEST_SECONDS);

    /** Less than the time that one answer may take: silence is not listened to five times. */
    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final ClusterApi api;
    private final Pause pause;
    private final LongSupplier nanoTime;

    PersistentClusterApi(ClusterApi api, Pause pause) {
        this(api, pause, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    PersistentClusterApi(ClusterApi api, Pause pause, LongSupplier nanoTime) {
        this.api = api;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    private interface Call<T> {
        T make() throws ApiException;
    }

    private <T> T insist(Call<T> call) throws ApiException {
        long begun = nanoTime.getAsLong();
        for (int tried = 1; ; tried++) {
            try {
                return call.make();
            } catch (ApiException e) {
                boolean isEnough = tried == TRIES || nanoTime.getAsLong() - begun >= ENOUGH.toNanos();
                if (!e.isTransient() || isEnough || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                rest(e, tried);
            }
        }
    }

    private void rest(ApiException failure, int tried) throws ApiException {
        Duration wanted = failure.retryAfter();
        Duration delay = wanted == null ? FIRST.multipliedBy(1L << (tried - 1)) : wanted;
        if (delay.compareTo(LONGEST) > 0) {
            throw failure;
        }
        try {
            pause.await(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    @Override
    public ObjectList list(ResourceType type, String namespace) throws ApiException {
        return insist(() -> api.list(type, namespace));
    }

    @Override
    public @Nullable KubernetesObject get(ResourceType type, String namespace, String name) throws ApiException {
        return insist(() -> Optional.ofNullable(api.get(type, namespace, name))).orElse(null);
    }

    @Override
    public KubernetesObject mergePatch(ResourceType type, String namespace, String name, JsonNode patch)
            throws ApiException {
        return insist(() -> api.mergePatch(type, namespace, name, patch));
    }

    @Override
    public Watch watch(ResourceType type, String namespace, String resourceVersion, Consumer<WatchEvent> events) {
        return api.watch(type, namespace, resourceVersion, events);
    }

    @Override
    public String podLog(String namespace, String pod, String container, boolean previous, int lines)
            throws ApiException {
        return insist(() -> api.podLog(namespace, pod, container, previous, lines));
    }

    @Override
    public void close() {
        api.close();
    }
}
