package io.github.ksailbot.sandbox.kubernetes.argocd;

import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.controller.ControllerManager;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.flux.Artifacts;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.workload.WorkloadController;
import java.time.Duration;

/**
 * Argo CD in a sandbox's cluster: application controller with its repo-server, ApplicationSets, Rollouts, and what runs
 * workloads. They work when they are told to, or in a thread of their own.
 *
 * <p>Reasons of {@code Behaviour.fails} for an Application: {@code ComparisonError}, {@code SyncFailed}, {@code Degraded};
 * for a Rollout its phase: {@code Paused}, {@code Degraded}.
 */
public final class SandboxArgoCd implements AutoCloseable {
    private final Script script = new Script();
    private final ControllerManager manager;
    private final Comparison comparison;

    /** @param artifacts where sources get their content from */
    public SandboxArgoCd(Resources resources, Artifacts artifacts) {
        manager = new ControllerManager(resources.store(), resources.clock());
        comparison = new Comparison(resources, artifacts);
        manager.add(new ApplicationController(resources, script, comparison));
        manager.add(new ApplicationSetController(resources, script));
        manager.add(new RolloutController(resources, script));
        manager.add(new WorkloadController(resources, script));
    }

    /** How objects behave that do not just do what they should. */
    public Script script() {
        return script;
    }

    /** The next comparisons, of whatever Application, find no repo-server. */
    public void coldStart(int comparisons) {
        comparison.coldStart(comparisons);
    }

    /** One step of everything that is due now. @return whether anything was */
    public boolean tick() {
        return manager.tick();
    }

    /** Everything that can happen without time passing. */
    public void settle() {
        manager.settle();
    }

    /** Everything that happens while this time passes. */
    public void pass(SettableClock clock, Duration duration) {
        manager.pass(clock, duration);
    }

    /** From now on by itself; the cluster's clock must run. */
    public SandboxArgoCd start() {
        manager.start();
        return this;
    }

    @Override
    public void close() {
        manager.close();
    }
}
