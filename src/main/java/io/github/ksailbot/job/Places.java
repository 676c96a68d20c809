package io.github.ksailbot.job;

import io.github.ksailbot.store.SubjectId;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Places for jobs on the threads of this process: neither kind takes those of the other. */
final class Places {
    private static final String DELIVERY = "deliver-";
    /** Until a job that found no place looks for one again. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Semaphore verdicts;
    private final Semaphore deliveries;

    Places(Concurrency concurrency) {
        this.verdicts = new Semaphore(concurrency.verdicts());
        this.deliveries = new Semaphore(concurrency.deliveries());
    }

    Outcome use(SubjectId subject, Supplier<Outcome> job) {
        Semaphore places = subject.key().startsWith(DELIVERY) ? deliveries : verdicts;
        if (!places.tryAcquire()) {
            return new Outcome.Again("postponed", LATER);
        }
        try {
            return job.get();
        } finally {
            places.release();
        }
    }
}
