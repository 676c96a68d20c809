package io.github.ksailbot.benchmark;

import io.github.ksailbot.sandbox.github.hook.Delivery;
import io.github.ksailbot.sandbox.github.hook.Webhooks;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * How long the bot takes to acknowledge webhooks that come at a fixed rate. A webhook is sent when it is due, whether or not
 * the ones before it are answered, and its time counts from then, so a bot that stalls is not spared.
 */
final class Acknowledgement {
    private static final int RATE = 100;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 20;
    private static final long INTERVAL = 1_000_000_000L / RATE;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();

    private Acknowledgement() {}

    static void measure(Path application, Path data, PrintStream out) throws InterruptedException {
        try (Workplace workplace = Workplace.open(application, data)) {
            List<Delivery> samples = samples(workplace);
            List<HttpRequest> warmUp = requests(workplace, samples, RATE * WARM_UP_SECONDS);
            List<HttpRequest> measured = requests(workplace, samples, RATE * SECONDS);
            new Acknowledgement().send(warmUp);
            Acknowledgement acknowledgement = new Acknowledgement();
            acknowledgement.send(measured);
            out.println("  events: " + samples.stream().map(Delivery::kind).toList() + ", " + RATE + " a second");
            out.println("  " + Latencies.of(acknowledgement.latencies));
            out.println("  answers by status code: " + acknowledgement.answers);
        }
    }

    /** One event of each kind, as this GitHub has sent them; none asks for work that is not done already. */
    private static List<Delivery> samples(Workplace workplace) throws InterruptedException {
        workplace.pullRequest.comment("Nice!");
        Webhooks webhooks = workplace.gitHub.webhooks();
        if (!webhooks.awaitIdle(Workplace.PATIENCE)) {
            throw new IllegalStateException("the webhooks are not through");
        }
        List<Delivery> samples = new ArrayList<>();
        for (String kind : List.of("pull_request.opened", "push", "issue_comment.created")) {
            samples.add(webhooks.log(kind).get(0));
        }
        return samples;
    }

    /** Signed and ready to be sent; each is a delivery of its own. */
    private static List<HttpRequest> requests(Workplace workplace, List<Delivery> samples, int count) {
        List<HttpRequest> requests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Delivery sample = samples.get(i % samples.size());
            HttpRequest.Builder request = HttpRequest.newBuilder(workplace.bot.webhooks())
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString(sample.payload()));
            Webhooks.headers(sample).forEach(request::header);
            requests.add(
                    request.setHeader("X-GitHub-Delivery", UUID.randomUUID().toString())
                            .build());
        }
        return requests;
    }

    private void send(List<HttpRequest> requests) throws InterruptedException {
        List<CompletableFuture<Void>> answered = new ArrayList<>(requests.size());
        long start = System.nanoTime();
        for (int i = 0; i < requests.size(); i++) {
            long due = start + i * INTERVAL;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            answered.add(client.sendAsync(requests.get(i), BodyHandlers.discarding())
                    .thenAccept(answer -> record(System.nanoTime() - due, answer.statusCode())));
        }
        CompletableFuture.allOf(answered.toArray(CompletableFuture[]::new)).join();
    }

    private void record(long latency, int status) {
        latencies.add(latency);
        synchronized (answers) {
            answers.merge(status, 1, Integer::sum);
        }
    }
}
