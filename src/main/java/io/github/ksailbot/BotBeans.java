package io.github.ksailbot;

import io.github.ksailbot.config.ArgoInventory;
import io.github.ksailbot.config.BotSettings;
import io.github.ksailbot.config.ChartSettings;
import io.github.ksailbot.config.FetchedSources;
import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.scan.ScanMemo;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.sops.AgeKeyException;
import io.github.ksailbot.engine.sops.AgeKeys;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.github.GitHubEndpoint;
import io.github.ksailbot.outside.chart.Charts;
import io.github.ksailbot.outside.chart.TimeBudgets;
import io.github.ksailbot.outside.chart.WorkerLimits;
import io.github.ksailbot.outside.fetch.Outside;
import io.github.ksailbot.workflow.CheckPullRequest;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CodeScanning;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.Judges;
import io.github.ksailbot.workflow.RepositoryJudges;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.Snapshots;
import io.github.ksailbot.workflow.VerdictLog;
import io.github.ksailbot.workflow.VerdictMessages;
import io.github.ksailbot.workflow.command.CommandDesk;
import io.github.ksailbot.workflow.command.CommandLog;
import io.github.ksailbot.workflow.command.CommandMessages;
import io.github.ksailbot.workflow.command.Permissions;
import io.github.ksailbot.workflow.command.Reactions;
import io.github.ksailbot.workflow.command.RunCommands;
import io.github.ksailbot.workflow.command.RunDeliveryAgain;
import io.github.ksailbot.workflow.deliver.Deliver;
import io.github.ksailbot.workflow.deliver.DeliveryLog;
import io.github.ksailbot.workflow.deliver.DeliveryMessages;
import io.github.ksailbot.workflow.deliver.Deployments;
import io.github.ksailbot.workflow.deliver.Destinations;
import io.github.ksailbot.workflow.deliver.Mainline;
import io.github.ksailbot.workflow.deliver.MergedPullRequests;
import io.github.ksailbot.workflow.deliver.PlanDeliveries;
import io.github.ksailbot.workflow.deliver.RerunLog;
import io.github.ksailbot.workflow.deliver.TellPullRequest;
import io.quarkiverse.githubapp.runtime.config.CheckedConfigProvider;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Puts the use cases together with the adapters of their ports. */
final class BotBeans {

    @Produces
    @Singleton
    Charts charts(BotSettings settings) {
        ChartSettings charts = settings.charts();
        WorkerLimits limits = new WorkerLimits(
                charts.workers(),
                WorkerLimits.DEFAULT.start(),
                charts.time(),
                (long) charts.mebibytes() << 20,
                WorkerLimits.DEFAULT.output(),
                WorkerLimits.DEFAULT.renders());
        Capabilities known = Charts.cluster();
        return new Charts(
                limits,
                new TimeBudgets(charts.environmentTime(), charts.verdictTime()),
                new Capabilities(charts.kubernetesVersion().orElse(known.kubeVersion()), known.apiVersions())
                        .with(charts.apiVersions().orElse(List.of())));
    }

    void close(@Disposes Charts charts) {
        charts.close();
    }

    /** A key file that cannot be used stops the start: without it the operator would not notice. */
    private static AgeKeys keys(BotSettings settings) {
        Path file = settings.sops().ageKeyFile().orElse(null);
        if (file == null) {
            return AgeKeys.NONE;
        }
        try {
            return AgeKeys.parse(Files.readString(file));
        } catch (IOException | AgeKeyException e) {
            throw new IllegalStateException("`ksail-bot.sops.age-key-file` cannot be used: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    FetchedSources fetchedSources(BotSettings settings, Clock clock) {
        return new FetchedSources(
                settings.fetch(), settings.dataDirectory().resolve("fetched"), ProxySelector.getDefault(), clock);
    }

    @Produces
    @Singleton
    Judges judges(BotSettings settings, CheckedConfigProvider config, Charts charts, FetchedSources sources) {
        GitHubEndpoint endpoint = GitHubEndpoint.of(config.restApiEndpoint());
        BotSettings.Renderings renderings = settings.renderings();
        SchemaValidator validator = new SchemaValidator();
        AgeKeys keys = keys(settings);
        ArgoInventory inventory = new ArgoInventory(settings.argoCd());
        return new RepositoryJudges(renderings.repositories(), (repository, trusted) -> {
            Outside reached = trusted ? sources.of(repository.owner(), repository.name()) : Outside.DENIED;
            return TreeJudge.create(
                            TracedMemo.ofBytes((long) renderings.mebibytes() << 20),
                            validator,
                            RenderSettings.DEFAULT
                                    .withAddresses(Set.of(RepositoryUrl.of(
                                            endpoint.git(repository).toString())))
                                    .withFetcher(reached.fetcher())
                                    .withClusters(
                                            trusted ? inventory.of(repository.owner(), repository.name()) : List.of())
                                    .withCharts(charts.tools(reached.charts()))
                                    .withKeys(trusted ? keys : AgeKeys.NONE)
                                    .withVariables(settings.variables()))
                    .scanning(InstantSource.system(), ScanMemo.ofBytes((long) renderings.mebibytes() << 19));
        });
    }

    @Produces
    @Singleton
    PlanDeliveries planDeliveries(
            Mainline mainline, MergedPullRequests pullRequests, Destinations destinations, DeliveryLog log) {
        return new PlanDeliveries(mainline, pullRequests, destinations, log);
    }

    @Produces
    @Singleton
    Deliver deliver(
            Mainline mainline,
            Destinations destinations,
            DeliveryLog log,
            CheckRuns checkRuns,
            Deployments deployments,
            DeliveryMessages messages,
            Clock clock) {
        return new Deliver(mainline, destinations, log, checkRuns, deployments, messages, clock, Pause.SLEEP);
    }

    @Produces
    @Singleton
    TellPullRequest tellPullRequest(DeliveryLog log, CommentBoard comments, DeliveryMessages messages) {
        return new TellPullRequest(log, comments, messages);
    }

    @Produces
    @Singleton
    RunCommands runCommands(
            CommandLog log,
            DeliveryLog deliveries,
            Permissions permissions,
            Revisions revisions,
            Mainline mainline,
            Destinations destinations,
            Reactions reactions,
            CommentBoard comments,
            CommandMessages messages) {
        CommandDesk desk = new CommandDesk(log, deliveries, permissions, revisions, mainline, destinations, messages);
        return new RunCommands(log, desk, reactions, comments, messages);
    }

    @Produces
    @Singleton
    RunDeliveryAgain runDeliveryAgain(
            RerunLog log,
            DeliveryLog deliveries,
            Permissions permissions,
            Mainline mainline,
            CheckRuns checkRuns,
            DeliveryMessages messages) {
        return new RunDeliveryAgain(log, deliveries, permissions, mainline, checkRuns, messages);
    }

    @Produces
    @Singleton
    CheckPullRequest checkPullRequest(
            Revisions revisions,
            Snapshots snapshots,
            CheckRuns checkRuns,
            CommentBoard comments,
            CodeScanning codeScanning,
            VerdictMessages messages,
            VerdictLog log,
            Judges judges) {
        return new CheckPullRequest(revisions, snapshots, checkRuns, comments, codeScanning, messages, log, judges);
    }
}
