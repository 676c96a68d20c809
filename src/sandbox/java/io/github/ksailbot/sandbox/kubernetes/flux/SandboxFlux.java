package io.github.ksailbot.sandbox.kubernetes.flux;

import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.controller.ControllerManager;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.workload.WorkloadController;
import java.time.Duration;

/**
 * Flux in a sandbox's cluster: source, kustomize and helm controllers, the operator, and what runs workloads. They work
 * when they are told to ({@link #tick}, {@link #settle}, {@link #pass}), or in a thread of their own ({@link #start}).
 */
public final class SandboxFlux implements AutoCloseable {
    private final Script script = new Script();
    private final ControllerManager manager;

    /** @param artifacts where sources get their content from */
    public SandboxFlux(Resources resources, Artifacts artifacts) {
        manager = new ControllerManager(resources.store(), resources.clock());
        SourceController sources = new SourceController(resources, script, artifacts);
        manager.add(new InstanceController(resources, script));
        manager.add(sources);
        manager.add(new KustomizeController(resources, script, sources));
        manager.add(new HelmController(resources, script));
        manager.add(new WorkloadController(resources, script));
    }

    /** How objects behave that do not just do what they should. */
    public Script script() {
        return script;
    }

    /** As if all controllers were started anew: each looks at everything once. */
    public void restart() {
        manager.lookAgain();
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
    public SandboxFlux start() {
        manager.start();
        return this;
    }

    @Override
    public void close() {
        manager.close();
    }
}
