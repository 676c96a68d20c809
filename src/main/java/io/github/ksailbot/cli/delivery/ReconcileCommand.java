package io.github.ksailbot.cli.delivery;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.DurationConverter;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.cli.console.ReportForm;
import io.github.ksailbot.cli.local.ChosenEnvironment;
import io.github.ksailbot.cli.local.EnvironmentOptions;
import io.github.ksailbot.cli.local.LocalRenderer;
import io.github.ksailbot.cli.local.RenderOptions;
import io.github.ksailbot.cli.local.Surroundings;
import io.github.ksailbot.delivery.argocd.ArgoCdReconciler;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.ClusterException;
import io.github.ksailbot.delivery.cluster.ClusterLimits;
import io.github.ksailbot.delivery.cluster.ClusterRef;
import io.github.ksailbot.delivery.cluster.Clusters;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.cluster.UserClusters;
import io.github.ksailbot.delivery.diagnosis.Diagnosis;
import io.github.ksailbot.delivery.diagnosis.Diagnostician;
import io.github.ksailbot.delivery.diagnosis.ManifestOrigins;
import io.github.ksailbot.delivery.flux.FluxReconciler;
import io.github.ksailbot.delivery.flux.SuspensionSweep;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciler;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.RetryingReconciler;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.registry.RegistrySettingException;
import io.github.ksailbot.engine.environment.ConnectionSettings;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an environment's cluster run what was pushed, as the bot does it after a merge. */
@Command(
        name = "reconcile",
        description = {
            "Makes the GitOps engine in an environment's cluster take up what was pushed, and waits until it runs.",
            "",
            "Exit code: 0 converged, 1 not converged, 2 could not be asked."
        },
        mixinStandardHelpOptions = true)
public final class ReconcileCommand implements Callable<Integer> {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LAST_WORK = Duration.ofSeconds(35);
    private static final ResourceType APPLICATION =
            ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application");

    private final Map<String, String> variables;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "Of one attempt, such as 10m. Default: spec.cluster.connection.timeout of the ksail file, else 5m.")
    private @Nullable Duration timeout;

    @Option(
            names = "--exclude",
            paramLabel = "NAMES",
            split = ",",
            description = "Kustomizations or Applications, by NAME or NAMESPACE/NAME, that are not waited for.")
    private List<String> exclude = List.of();

    @Mixin
    private final EnvironmentOptions options = new EnvironmentOptions();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "pretty",
            description = "pretty (the default) or json. The JSON is described by docs/reconcile-output.schema.json.")
    private ReportForm output = ReportForm.PRETTY;

    @Mixin
    private final RenderOptions rendering;

    public ReconcileCommand(Surroundings surroundings) {
        this.variables = surroundings.variables();
        this.rendering = new RenderOptions(surroundings);
    }

    @Override
    public Integer call()
            throws CommandException, ClusterException, ApiException, RegistrySettingException, IOException {
        ChosenEnvironment chosen = options.chosen(variables);
        ConnectionSettings connection = chosen.environment().delivery().connection();
        ClusterRef ref = new ClusterRef(connection.kubeconfig(), connection.context());
        Path home = Path.of(System.getProperty("user.home"));
        String kubeconfigs = variables.getOrDefault("KUBECONFIG", "");
        // first, so that a wrong option does not take the place of the report
        try (LocalRenderer renderer = rendering.open(chosen.root());
                Clusters clusters = new UserClusters(home, chosen.root(), kubeconfigs, ClusterLimits.DEFAULT);
                ClusterApi api = clusters.open(ref, "")) {
            return reconcile(chosen, renderer, ref, api);
        }
    }

    private int reconcile(ChosenEnvironment chosen, LocalRenderer renderer, ClusterRef ref, ClusterApi api)
            throws ApiException, RegistrySettingException, IOException, ClusterException {
        Clock clock = Clock.systemUTC();
        Instant started = clock.instant();
        GitOpsEngine engine = engine(chosen, ref, api);
        Goal goal = new ReconcileTarget(chosen, variables, options.registry(), this::say).goal(api, engine);
        say("🔄 Trigger the reconciliation of " + goal.environment() + "...");
        Redactor redactor = new Redactor(secrets());
        ReconcileProgress progress = new ReconcileProgress(spec.commandLine().getErr(), clock);
        Reconciliation ended = run(engine, api, clock, redactor, goal, chosen, progress);
        Diagnosis diagnosis = ended.failure() == null
                ? Diagnosis.NONE
                : new Diagnostician(api, clock, redactor).diagnose(ended, origins(chosen, renderer));
        ReconcileReport report = new ReconcileReport(
                engine, goal, ended, progress.attempts(), diagnosis, Duration.between(started, clock.instant()));
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case PRETTY -> report.print(out);
            case JSON -> report.printJson(out);
        }
        if (ended.failure() == null) {
            return ExitCode.CLEAN;
        }
        return ended.convergence() == Convergence.UNKNOWN ? ExitCode.COULD_NOT_CHECK : ExitCode.FINDINGS;
    }

    private Reconciliation run(
            GitOpsEngine engine,
            ClusterApi api,
            Clock clock,
            Redactor redactor,
            Goal goal,
            ChosenEnvironment chosen,
            ReconcileProgress progress)
            throws ApiException {
        Duration own = chosen.environment().delivery().connection().timeout();
        Duration limit =
                timeout != null && timeout.compareTo(Duration.ZERO) > 0 ? timeout : own != null ? own : DEFAULT_TIMEOUT;
        // a name of its own: what it leaves suspended is the bot's to resume
        String holder = "command-line-" + UUID.randomUUID();
        ReconcileOptions asked = new ReconcileOptions(new LinkedHashSet<>(exclude), limit, false, holder);
        Reconciler once =
                switch (engine) {
                    case ARGO_CD -> new ArgoCdReconciler(api, clock, redactor);
                    case FLUX, NONE -> new FluxReconciler(api, clock, redactor);
                };
        if (engine != GitOpsEngine.ARGO_CD) {
            new SuspensionSweep(api)
                    .sweep(other -> true, clock.instant())
                    .forEach(name -> say("resumed HelmRelease " + name + ", which a delivery had left suspended"));
        }
        AtomicBoolean cancelled = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(cancelled, ended), "reconcile-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return new RetryingReconciler(once).reconcile(goal, asked, progress, cancelled::get);
        } finally {
            ended.countDown();
            if (!cancelled.get()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    /** Ctrl-C: what is suspended for a moment is resumed before the process goes. */
    private static void stop(AtomicBoolean cancelled, CountDownLatch ended) {
        cancelled.set(true);
        try {
            if (!ended.await(LAST_WORK.toSeconds(), TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.COULD_NOT_CHECK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The ksail file's, else the one that the cluster has. */
    private GitOpsEngine engine(ChosenEnvironment chosen, ClusterRef ref, ClusterApi api)
            throws ApiException, ClusterException {
        GitOpsEngine written = chosen.environment().engine();
        if (written != GitOpsEngine.NONE) {
            return written;
        }
        say("🔎 Look for the GitOps engine in the cluster...");
        if (serves(api, ResourceType.KUSTOMIZATION, "flux-system")) {
            say("Flux found");
            return GitOpsEngine.FLUX;
        }
        if (serves(api, APPLICATION, "argocd")) {
            say("Argo CD found");
            return GitOpsEngine.ARGO_CD;
        }
        throw new ClusterException("There is no GitOps engine in the cluster of " + ref
                + ": it serves neither Flux's Kustomizations nor Argo CD's Applications.");
    }

    private static boolean serves(ClusterApi api, ResourceType type, String namespace) throws ApiException {
        try {
            api.list(type, namespace);
            return true;
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    private static ManifestOrigins origins(ChosenEnvironment chosen, LocalRenderer renderer) {
        return new ManifestOrigins(renderer.repository()
                .render(chosen.tree(), List.of(chosen.environment()))
                .get(0)
                .manifests());
    }

    /** Values of the user's variables that are called like secrets: some of them may come back in an error. */
    private List<String> secrets() {
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().matches("(?i).*(PASS|TOKEN|SECRET|KEY|CREDENTIAL).*"))
                .map(Map.Entry::getValue)
                .filter(value -> value.length() >= 8)
                .toList();
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(Printable.of(line));
        err.flush();
    }
}
