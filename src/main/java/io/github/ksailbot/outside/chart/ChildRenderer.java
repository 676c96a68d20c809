package io.github.ksailbot.outside.chart;

import io.github.ksailbot.engine.helm.template.ChartRenderer;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.helm.template.Rendering.Cause;
import io.github.ksailbot.outside.chart.worker.Answer;
import io.github.ksailbot.outside.chart.worker.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Renders charts with Helm in child processes, which are started when they are needed and used again and again. A chart that
 * takes too long, too much memory or too much output is a failure of its own; its process is killed, and the next chart gets a
 * fresh one.
 */
public final class ChildRenderer implements ChartRenderer, AutoCloseable {
    /** Where a worker does not start, it is not tried again for each chart. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** No name that Kubernetes or Helm knows is longer. */
    private static final int LONGEST = 253;

    private final WorkerLimits limits;
    private final Watchdog watchdog = new Watchdog();
    private final Semaphore places;
    private final Spending spending;
    private final WorkFolder folder = new WorkFolder();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private boolean isClosed;
    private String startFailure = "";
    private long startFailureNanos;

    public ChildRenderer() {
        this(WorkerLimits.DEFAULT);
    }

    public ChildRenderer(WorkerLimits limits) {
        this(limits, TimeBudgets.DEFAULT);
    }

    /** @param budgets for what is rendered while one of them is open */
    public ChildRenderer(WorkerLimits limits, TimeBudgets budgets) {
        this.limits = limits;
        this.spending = new Spending(budgets, System::nanoTime);
        this.places = new Semaphore(limits.workers(), true);
    }

    @Override
    public <T> T within(Extent extent, Supplier<T> work) {
        return spending.within(extent, work);
    }

    @Override
    public Rendering render(RenderRequest request) {
        if (request.name().length() > LONGEST
                || request.namespace().length() > LONGEST
                || request.cluster().kubeVersion().length() > LONGEST) {
            return new Rendering.Failure(Cause.CHART, "the name, the namespace or the version is too long", "");
        }
        Rendering.Failure known = spending.known(request);
        if (known != null) {
            return known;
        }
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("the work was interrupted");
        }
        try {
            return counted(request);
        } finally {
            places.release();
        }
    }

    /** Within the open budgets; to wait for others costs none of them. */
    private Rendering counted(RenderRequest request) {
        Duration time = spending.left(limits.render());
        Rendering rendering = null;
        if (!time.isZero()) {
            rendering = spending.counted(() -> render(request, time));
            if (!(rendering instanceof Rendering.Failure failure) || failure.cause() != Cause.LIMIT) {
                return rendering;
            }
            if (time.equals(limits.render())) {
                spending.remember(request, failure);
                return failure;
            }
        }
        Optional<String> spent = spending.spent();
        return spent.isPresent() || rendering == null
                ? new Rendering.Failure(Cause.LIMIT, spent.orElse("no time is left"), "")
                : rendering;
    }

    private Rendering render(RenderRequest request, Duration time) {
        try {
            Worker worker = worker();
            try {
                return render(worker, request, time);
            } catch (WorkerException e) {
                return new Rendering.Failure(Cause.LIMIT, e.reason(), "");
            } finally {
                giveBack(worker);
            }
        } catch (WorkerException e) {
            return unavailable("the process that renders charts is not there: " + e.reason());
        }
    }

    private Rendering render(Worker worker, RenderRequest request, Duration time) throws WorkerException {
        Path folder = null;
        try {
            folder = worker.folder();
            Map<String, ValuesSchema> lacking = ChartCopy.write(request, folder);
            Order order = new Order(
                    folder.resolve("chart").toString(),
                    ChartCopy.values(folder).toString(),
                    request.name(),
                    request.namespace(),
                    request.cluster().kubeVersion(),
                    limits.output());
            return schemas(request, lacking, rendering(request, worker.render(order, time)));
        } catch (IOException e) {
            return unavailable("the chart cannot be written to disk: " + e.getMessage());
        } finally {
            if (folder != null) {
                Folders.delete(folder);
            }
        }
    }

    /** What Helm would say of schemas that it was not given; and those that only the network has. */
    private static Rendering schemas(RenderRequest request, Map<String, ValuesSchema> lacking, Rendering rendering) {
        if (lacking.isEmpty() || !(rendering instanceof Rendering.Documents documents)) {
            return rendering;
        }
        List<String> unchecked = new ArrayList<>();
        for (Map.Entry<String, ValuesSchema> entry : lacking.entrySet()) {
            String part = entry.getKey();
            ValuesSchema schema = entry.getValue();
            String file = part.isEmpty() ? ValuesSchema.NAME : part + "/" + ValuesSchema.NAME;
            if (documents.leftOut().contains(part)) {
                continue;
            }
            if (!schema.missing().isEmpty()) {
                return new Rendering.Failure(
                        Cause.CHART,
                        "`%s` refers to `%s`, which Helm does not look for in the chart"
                                .formatted(file, schema.missing()),
                        request.chart().name() + "/" + file);
            }
            unchecked.add("`%s` refers to `%s`, which is not fetched, so the values were not checked against it"
                    .formatted(file, schema.remote()));
        }
        return new Rendering.Documents(documents.documents(), documents.leftOut(), unchecked);
    }

    private Rendering rendering(RenderRequest request, Answer answer) {
        return switch (answer.state()) {
            case RENDERED -> HelmOutput.documents(request.chart(), ChartCopy.restored(answer.text()));
            case TOO_LONG ->
                new Rendering.Failure(
                        Cause.LIMIT, "it renders to more than " + (limits.output() >> 20) + " MiB of manifests", "");
            case FAILED -> HelmOutput.failure(ChartCopy.restored(answer.text()));
            case READY -> unavailable("the process that renders charts answers out of turn");
        };
    }

    private Worker worker() throws WorkerException {
        synchronized (idle) {
            if (isClosed) {
                throw new WorkerException("it has been shut down", null);
            }
            while (!idle.isEmpty()) {
                Worker worker = idle.pop();
                if (worker.isFit()) {
                    return worker;
                }
                worker.close();
            }
            if (!startFailure.isEmpty() && System.nanoTime() - startFailureNanos < PATIENCE.toNanos()) {
                throw new WorkerException(startFailure, null);
            }
        }
        try {
            return Worker.start(folder, limits, watchdog);
        } catch (WorkerException e) {
            synchronized (idle) {
                startFailure = e.reason();
                startFailureNanos = System.nanoTime();
            }
            throw e;
        }
    }

    private void giveBack(Worker worker) {
        synchronized (idle) {
            if (!isClosed && worker.isFit()) {
                idle.push(worker);
                return;
            }
        }
        worker.close();
    }

    private static Rendering unavailable(String why) {
        return new Rendering.Failure(Cause.UNAVAILABLE, why, "");
    }

    /** Bytes of memory of the workers that wait for charts. */
    public long residentBytes() {
        synchronized (idle) {
            return idle.stream()
                    .mapToLong(worker -> Watchdog.resident(worker.pid()))
                    .sum();
        }
    }

    /** Ends the workers; one that is at a chart ends behind it. */
    @Override
    public void close() {
        synchronized (idle) {
            isClosed = true;
            idle.forEach(Worker::close);
            idle.clear();
        }
        watchdog.close();
        folder.close();
    }
}
