package io.github.ksailbot.benchmark;

import io.github.ksailbot.benchmark.Repositories.Kustomization;
import io.github.ksailbot.benchmark.Repositories.Repository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code render} of all kustomizations of public repositories, beside a loop over {@code kubectl kustomize}. */
final class Rendering {
    private static final int WARM_UP = 6;
    private static final int COLD_RUNS = 3;

    /** Half of a short process is the compiler's optimising, which never pays there. */
    private static final String LIGHT_COMPILER = "-XX:TieredStopAtLevel=1";

    private Rendering() {}

    static void measure(Path data, PrintStream out) throws IOException, InterruptedException {
        Repositories repositories = Repositories.read();
        List<Kustomization> all = repositories.kustomizations();
        RenderRun run = RenderRun.of(all, data.resolve("all"));
        List<Long> cold = new ArrayList<>();
        List<Long> light = new ArrayList<>();
        for (int i = 0; i < COLD_RUNS; i++) {
            cold.add(time(() -> child(List.of(), run)));
            light.add(time(() -> child(List.of(LIGHT_COMPILER), run)));
        }
        for (int i = 0; i < WARM_UP; i++) {
            run.run();
        }
        List<Long> warm = new ArrayList<>();
        for (int i = 0; i < COLD_RUNS; i++) {
            warm.add(time(() -> {
                run.run();
                return "";
            }));
        }
        out.printf(
                Locale.ROOT,
                "  %d directories of %d repositories%n",
                all.size(),
                repositories.all().size());
        out.println("  one process from its start:   " + Latencies.of(cold));
        out.println("  with " + LIGHT_COMPILER + ": " + Latencies.of(light));
        out.println("  warm, with an empty memo:     " + Latencies.of(warm));
        compare(all, Latencies.of(cold).percentile(50), Latencies.of(warm).percentile(50), data, out);
        Repository largest = repositories.largest();
        String heap = child(List.of("-Xmx256m"), RenderRun.of(largest.kustomizations(), data.resolve("largest")));
        out.printf(
                Locale.ROOT,
                "  %d directories of %s with -Xmx256m: %s%n",
                largest.kustomizations().size(),
                largest.root().getFileName(),
                heap.strip());
    }

    private static void compare(List<Kustomization> all, double cold, double warm, Path data, PrintStream out)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Kustomization one : all) {
            List<String> command = new ArrayList<>(List.of("kubectl", "kustomize"));
            if (one.unrestricted()) {
                command.addAll(List.of("--load-restrictor", "LoadRestrictionsNone"));
            }
            command.add(one.directory().toString());
            try {
                new ProcessBuilder(command)
                        .redirectOutput(data.resolve("kubectl.yaml").toFile())
                        .redirectError(data.resolve("kubectl.txt").toFile())
                        .start()
                        .waitFor();
            } catch (IOException e) {
                out.println("  kubectl is not on the PATH: nothing to compare with");
                return;
            }
        }
        double theirs = (System.nanoTime() - start) / 1e6;
        out.printf(
                Locale.ROOT,
                "  kubectl kustomize, one by one: %.1f s: %.1f times the process, %.1f times the warm one%n",
                theirs / 1000,
                theirs / cold,
                theirs / warm);
    }

    private interface Action {
        String run() throws IOException, InterruptedException;
    }

    private static long time(Action action) throws IOException, InterruptedException {
        long start = System.nanoTime();
        action.run();
        return System.nanoTime() - start;
    }

    private static String child(List<String> options, RenderRun run) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), RenderRun.class.getName()));
        command.addAll(run.arguments());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a run failed:\n" + said);
        }
        return said;
    }
}
