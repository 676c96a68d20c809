package io.github.ksailbot.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.SubjectId;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.store.Waker;
import io.github.ksailbot.store.Wakeup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Runs the jobs of subjects, and chores, on the threads of this process. What is to run is in the database: a subject has
 * one entry at most, so one job at a time runs for it, on one replica.
 *
 * <p>No wake-up is lost: an event first counts the subject's generation up and then makes the entry; a job that ends
 * first removes the entry and then looks at the generation once more. A crash between two of these steps is mended by
 * {@link #wakeUnfinished}.
 */
public final class JobQueue implements Waker {
    private static final String TASK = "check";
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MISSED_HEARTBEATS = 6;

    private final SubjectStore subjects;
    private final SubjectJob job;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Scheduler scheduler;
    private final List<Chore> chores;
    private final Places places;

    JobQueue(
            Database database,
            SubjectStore subjects,
            SubjectJob job,
            List<Chore> chores,
            Concurrency concurrency,
            Duration grace,
            MeterRegistry meters,
            Clock clock) {
        this.subjects = subjects;
        this.job = job;
        this.meters = meters;
        this.clock = clock;
        this.chores = List.copyOf(chores);
        this.places = new Places(concurrency);
        CustomTask<Void> check = Tasks.custom(TASK, Void.class)
                .onDeadExecutionRevive()
                .onFailureReschedule(FixedDelay.of(POLL.multipliedBy(12)))
                .execute(this::run);
        List<RecurringTask<?>> recurring = new ArrayList<>();
        for (Chore chore : chores) {
            // Before any number of jobs: among the chores is what brings lost events back.
            recurring.add(Tasks.recurring(chore.name(), FixedDelay.of(chore.every()))
                    .defaultPriority(Priority.HIGH)
                    .execute((instance, context) -> chore.work().run()));
        }
        this.scheduler = Scheduler.create(database.source(), check)
                .startTasks(recurring)
                .threads(concurrency.threads())
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .enablePriority()
                .enableImmediateExecution()
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(grace)
                .clock(clock::instant)
                .build();
    }

    /** Begins to run what is due, what a predecessor left, and every chore at once. */
    void start() {
        for (Chore chore : chores) {
            runAtOnce(chore);
        }
        scheduler.start();
    }

    /** Takes no more; running jobs may go on for the grace, then they are interrupted. */
    void stop() {
        scheduler.stop();
    }

    boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }

    @Override
    public void wake(List<Wakeup> wakeups) {
        for (Wakeup wakeup : wakeups) {
            wake(wakeup);
        }
    }

    /** Wakes every subject that has something to do and is not scheduled. */
    public void wakeUnfinished() {
        for (SubjectId subject : subjects.unfinished()) {
            wake(new Wakeup(subject, false));
        }
    }

    private void runAtOnce(Chore chore) {
        try {
            scheduler.reschedule(new TaskInstance<>(chore.name(), RecurringTask.INSTANCE), clock.instant());
        } catch (TaskInstanceException e) {
            // The very first start makes it run at once anyway; else another replica has just begun it.
            Log.debugf("%s need not be moved forward", chore.name());
        }
    }

    private void wake(Wakeup wakeup) {
        try {
            scheduler.schedule(
                    instance(wakeup.subject()),
                    clock.instant(),
                    wakeup.urgent() ? ScheduleOptions.WHEN_EXISTS_RESCHEDULE : ScheduleOptions.WHEN_EXISTS_DO_NOTHING);
        } catch (TaskInstanceException e) {
            // It runs, or has just begun or ended; in each case it looks at the generation after this.
            Log.debugf("%s is running", wakeup.subject());
        }
    }

    private CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
        SubjectId subject = SubjectId.parse(instance.getId());
        Timer.Sample sample = Timer.start(meters);
        Outcome outcome = places.use(subject, () -> job.run(subject, context.getSchedulerState()::isShuttingDown));
        sample.stop(meters.timer("ksail.bot.jobs", "result", outcome.result()));
        return (complete, operations) -> complete(subject, outcome, complete, operations);
    }

    private void complete(
            SubjectId subject, Outcome outcome, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        if (outcome instanceof Outcome.Again again) {
            operations.reschedule(complete, clock.instant().plus(again.delay()));
            if (again.delay().isZero()) {
                scheduler.triggerCheckForDueExecutions();
            }
            return;
        }
        operations.remove();
        if (subjects.isUnfinished(subject)) {
            wake(new Wakeup(subject, false));
        }
    }

    private static TaskInstance<Void> instance(SubjectId subject) {
        return new TaskInstance<>(TASK, subject.toString());
    }
}
