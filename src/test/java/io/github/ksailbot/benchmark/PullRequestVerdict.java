package io.github.ksailbot.benchmark;

import io.github.ksailbot.sandbox.example.ExampleRepository;
import io.github.ksailbot.sandbox.github.rest.RecordedRequest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From the moment before a push's webhooks are sent until the overall check is completed, in a bot that is warm. */
final class PullRequestVerdict {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;
    private static final String CHANGED = "k8s/clusters/prod/kustomization.yaml";
    private static final String IMAGE = "newTag: 1.4.2";

    private PullRequestVerdict() {}

    static void measure(Path application, Path data, PrintStream out) {
        String original = Objects.requireNonNull(ExampleRepository.files().get(CHANGED), CHANGED);
        if (!original.contains(IMAGE)) {
            throw new IllegalStateException(CHANGED + " has no " + IMAGE);
        }
        List<Long> latencies = new ArrayList<>();
        Map<List<String>, Integer> calls = new LinkedHashMap<>();
        try (Workplace workplace = Workplace.open(application, data)) {
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                workplace.gitHub.webhooks().hold();
                workplace.pullRequest.push(
                        "Release " + round, Map.of(CHANGED, original.replace(IMAGE, "newTag: 2.0." + round)));
                workplace.gitHub.clearRequests();
                long start = System.nanoTime();
                workplace.gitHub.webhooks().release();
                workplace.awaitConclusion();
                long end = System.nanoTime();
                workplace.awaitComment();
                if (round >= WARM_UP) {
                    latencies.add(end - start);
                    calls.merge(calls(workplace), 1, Integer::sum);
                }
            }
            out.println("  from push to conclusion: " + Latencies.of(latencies));
            calls.forEach((routes, times) -> out.printf(
                    "  %d calls of GitHub's API in %d verdicts: %s%n",
                    routes.size(), times, String.join(", ", routes)));
        }
    }

    private static List<String> calls(Workplace workplace) {
        return workplace.gitHub.requests().stream().map(RecordedRequest::route).toList();
    }
}
