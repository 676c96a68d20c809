package io.github.ksailbot.delivery.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersistentClusterApiTest {
    private final Unavailable server = new Unavailable();
    private final List<Duration> pauses = new ArrayList<>();
    private final PersistentClusterApi api = new PersistentClusterApi(server, pauses::add, () -> server.now.toNanos());

    @Test
    void busyServer_isAskedFiveTimes() {
        assertThatThrownBy(() -> api.list(ResourceType.POD, "")).isInstanceOf(ApiException.class);

        assertThat(server.asked).isEqualTo(5);
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800),
                        Duration.ofMillis(1600));
    }

    /** Whoever waits for it cannot be told to stop meanwhile. */
    @Test
    void silentServer_isAskedOnce() {
        server.each = Duration.ofSeconds(30);

        assertThatThrownBy(() -> api.list(ResourceType.POD, "")).isInstanceOf(ApiException.class);

        assertThat(server.asked).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    /** Fails after some time. */
    private static final class Unavailable implements ClusterApi {
        private int asked;
        private Duration each = Duration.ZERO;
        private Duration now = Duration.ZERO;

        private ApiException failure() {
            asked++;
            now = now.plus(each);
            return new ApiException("no answer", ApiException.NO_ANSWER, "", null, null);
        }

        @Override
        public ObjectList list(ResourceType type, String namespace) throws ApiException {
            throw failure();
        }

        @Override
        public @Nullable KubernetesObject get(ResourceType type, String namespace, String name) throws ApiException {
            throw failure();
        }

        @Override
        public KubernetesObject mergePatch(ResourceType type, String namespace, String name, JsonNode patch)
                throws ApiException {
            throw failure();
        }

        @Override
        public Watch watch(ResourceType type, String namespace, String resourceVersion, Consumer<WatchEvent> events) {
            return () -> {};
        }

        @Override
        public String podLog(String namespace, String pod, String container, boolean previous, int lines)
                throws ApiException {
            throw failure();
        }

        @Override
        public void close() {}
    }
}
