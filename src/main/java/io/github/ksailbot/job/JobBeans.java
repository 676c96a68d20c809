package io.github.ksailbot.job;

import io.github.ksailbot.config.BotSettings;
import io.github.ksailbot.config.BotSettings.DatabaseKind;
import io.github.ksailbot.store.Database;
import io.github.ksailbot.store.Predecessor;
import io.github.ksailbot.store.SubjectStore;
import io.github.ksailbot.workflow.CheckPullRequest;
import io.github.ksailbot.workflow.OpenPullRequests;
import io.github.ksailbot.workflow.Repositories;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.VerdictLog;
import io.github.ksailbot.workflow.command.RunCommands;
import io.github.ksailbot.workflow.command.RunDeliveryAgain;
import io.github.ksailbot.workflow.deliver.Deliver;
import io.github.ksailbot.workflow.deliver.PlanDeliveries;
import io.github.ksailbot.workflow.deliver.TellPullRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Makes the job queue, starts it with the application and stops it before the rest. */
final class JobBeans {
    private static final Duration MEND = Duration.ofMinutes(1);
    private static final int MAX_DEFAULT_CONCURRENCY = 8;

    @Produces
    @Singleton
    JobQueue jobQueue(
            Database database,
            SubjectStore subjects,
            Work work,
            Revisions revisions,
            @All List<Chore> chores,
            BotSettings settings,
            MeterRegistry meters,
            Clock clock) {
        BotSettings.Jobs jobs = settings.jobs();
        int processors = Runtime.getRuntime().availableProcessors();
        return new JobQueue(
                database,
                subjects,
                new SubjectJob(
                        subjects,
                        work,
                        revisions,
                        new RetryPolicy(jobs.attempts(), jobs.firstRetry(), jobs.longestRetry())),
                chores,
                new Concurrency(
                        jobs.concurrency().orElse(Math.min(2 * processors, MAX_DEFAULT_CONCURRENCY)),
                        jobs.deliveries()),
                jobs.grace(),
                meters,
                clock);
    }

    @Produces
    @Singleton
    Work work(
            CheckPullRequest check,
            PlanDeliveries plan,
            Deliver deliver,
            TellPullRequest tell,
            RunCommands commands,
            RunDeliveryAgain again) {
        return new WorkBySubject(check, plan, deliver, tell, commands, again);
    }

    @Produces
    @Singleton
    Chore mend(Instance<JobQueue> jobs) {
        return new Chore("mend", MEND, () -> jobs.get().wakeUnfinished());
    }

    @Produces
    @Singleton
    Chore sweep(
            Instance<JobQueue> jobs,
            OpenPullRequests openPullRequests,
            VerdictLog verdicts,
            SubjectStore subjects,
            BotSettings settings) {
        return new Chore("sweep", settings.sweep().every(), () -> new Sweep(
                        openPullRequests, verdicts, subjects, jobs.get()::wake)
                .run());
    }

    @Produces
    @Singleton
    Chore mainlines(Instance<JobQueue> jobs, Repositories repositories, SubjectStore subjects, BotSettings settings) {
        return new Chore(
                "mainlines", settings.sweep().every(), () -> new MainlineSweep(repositories, subjects, jobs.get()::wake)
                        .run());
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck scheduler(JobQueue jobs) {
        return () -> HealthCheckResponse.named("jobs").status(jobs.isRunning()).build();
    }

    void start(@Observes StartupEvent event, JobQueue jobs, Database database, BotSettings settings, Clock clock) {
        if (settings.database() == DatabaseKind.H2) {
            Predecessor.release(database, clock);
        }
        jobs.start();
    }

    void stop(@Observes ShutdownEvent event, JobQueue jobs) {
        jobs.stop();
    }
}
