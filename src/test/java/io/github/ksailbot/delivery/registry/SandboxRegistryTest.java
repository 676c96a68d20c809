package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.sandbox.registry.RegistryAccess;
import io.github.ksailbot.sandbox.registry.SandboxRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class SandboxRegistryTest {
    private static final String USER = "bot";
    private static final String PASSWORD = "the password";

    private abstract static class OnSandbox extends RegistryContract {
        private final SandboxRegistry sandbox = SandboxRegistry.start(0, access());

        abstract RegistryAccess access();

        @AfterEach
        void close() {
            sandbox.close();
        }

        @Override
        RegistryHost host() {
            return new RegistryHost("127.0.0.1", sandbox.port());
        }

        @Override
        @Nullable Credentials credentials() {
            return access() instanceof RegistryAccess.Open ? null : new Credentials(USER, Secret.of(PASSWORD));
        }
    }

    @Nested
    class Open extends OnSandbox {
        @Override
        RegistryAccess access() {
            return new RegistryAccess.Open();
        }
    }

    @Nested
    class Basic extends OnSandbox {
        @Override
        RegistryAccess access() {
            return new RegistryAccess.Basic(USER, PASSWORD);
        }
    }

    @Nested
    class Tokens extends OnSandbox {
        @Override
        RegistryAccess access() {
            return new RegistryAccess.Tokens(USER, PASSWORD, Duration.ofMinutes(5), true);
        }
    }
}
