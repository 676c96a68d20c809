package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.engine.environment.Secret;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The same against distribution itself, as Debian's package {@code docker-registry} has it; skipped where it is not. */
class DistributionRegistryTest {
    private abstract static class OnDistribution extends RegistryContract {
        @Override
        RegistryHost host() {
            return new RegistryHost("127.0.0.1", DistributionRegistry.port(credentials() != null));
        }
    }

    @TempDir
    static Path directory;

    @BeforeAll
    static void start() throws IOException {
        DistributionRegistry.start(directory);
    }

    @AfterAll
    static void stop() {
        DistributionRegistry.stop();
    }

    @Nested
    class Open extends OnDistribution {
        @Override
        @Nullable Credentials credentials() {
            return null;
        }
    }

    @Nested
    class Basic extends OnDistribution {
        @Override
        Credentials credentials() {
            return new Credentials(DistributionRegistry.USER, Secret.of(DistributionRegistry.PASSWORD));
        }
    }
}
