package io.github.ksailbot.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after the process was killed. */
final class DurabilityTest {
    private static final int ACKNOWLEDGED = 50;

    @Test
    void delivery_processKilledRightAfterItWasStored_isThere(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = out.readLine();
            while (line != null) {
                if (line.startsWith("d")) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == ACKNOWLEDGED) {
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        }
        assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);

        assertThat(store(directory).pending(Clock.systemUTC().instant(), 1_000_000))
                .extracting(DeliveryStore.Pending::id)
                .containsAll(acknowledged);
    }

    private static DeliveryStore store(Path directory) {
        Database database = TestDatabase.h2(directory);
        return new DeliveryStore(database, new SubjectStore(database, Clock.systemUTC()), Clock.systemUTC());
    }

    /** Stores deliveries until it is killed, and says so after each. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            DeliveryStore store = store(Path.of(args[0]));
            for (int i = 0; i < 1_000_000; i++) {
                store.receive(new Delivery("d" + i, "push", "", ("payload " + i).getBytes(UTF_8)));
                System.out.println("d" + i);
            }
        }
    }
}
