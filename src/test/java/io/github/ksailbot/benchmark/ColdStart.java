package io.github.ksailbot.benchmark;

import io.github.ksailbot.sandbox.example.ExampleRepository;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code check} on the example repository, from the start of the Java process to its end. */
final class ColdStart {
    private static final int RUNS = 10;

    private ColdStart() {}

    static void measure(Path application, Path repository, PrintStream out) throws IOException, InterruptedException {
        for (Map.Entry<String, String> file : ExampleRepository.files().entrySet()) {
            Path path = repository.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
        List<Long> latencies = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            File report = repository.resolveSibling("report.txt").toFile();
            long start = System.nanoTime();
            int exitCode = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            application.resolve("quarkus-run.jar").toString(),
                            "check",
                            repository.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(report)
                    .start()
                    .waitFor();
            latencies.add(System.nanoTime() - start);
            if (exitCode != 0) {
                throw new IllegalStateException(
                        "check ended with " + exitCode + ":\n" + Files.readString(report.toPath()));
            }
        }
        out.println("  from start to end: " + Latencies.of(latencies));
    }
}
