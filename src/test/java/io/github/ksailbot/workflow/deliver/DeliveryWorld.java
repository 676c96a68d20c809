package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.delivery.reconcile.DeclaredObjects;
import io.github.ksailbot.delivery.reconcile.Goal;
import io.github.ksailbot.delivery.reconcile.Progress;
import io.github.ksailbot.delivery.reconcile.ReconcileOptions;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.retry.FailedAttempt;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.CheckRuns;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything around the use cases of delivery, as plain classes; it can kill the process before or after any write. */
public final class DeliveryWorld {
    public static final RepositoryRef SHOP = new RepositoryRef(7, 70, "acme", "shop");
    public static final EnvironmentName PROD = new EnvironmentName("prod");
    public static final EnvironmentName LOCAL = new EnvironmentName("local");
    public static final CommitId A = new CommitId("a".repeat(40));
    public static final CommitId B = new CommitId("b".repeat(40));
    public static final CommitId C = new CommitId("c".repeat(40));
    public static final Reconciliation CONVERGED =
            new Reconciliation(Convergence.CONVERGED, List.of(), List.of(), null);

    public final Log log = new Log();
    public final GitHub gitHub = new GitHub();
    public final Cluster cluster = new Cluster();
    public final Branch branch = new Branch();
    final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T12:00:00Z"));
    final List<String> paused = new ArrayList<>();
    private int writes;
    private int killAt = Integer.MAX_VALUE;
    private boolean after;

    Deliver deliver() {
        return new Deliver(
                branch, cluster, log, gitHub, gitHub, new Texts(), clock, duration -> paused.add(duration.toString()));
    }

    PlanDeliveries plan() {
        return new PlanDeliveries(
                branch, (repository, name, commit) -> List.of(new Subject.Notice(SHOP, number(commit))), cluster, log);
    }

    static int number(CommitId commit) {
        return commit.value().charAt(0) - 'a' + 1;
    }

    void order(CommitId commit, EnvironmentName... environments) {
        log.order(
                java.util.Arrays.stream(environments)
                        .map(one -> Order.ofMerge(
                                SHOP,
                                one,
                                "main",
                                commit,
                                log.latestMerge(SHOP, one).orElse(null)))
                        .toList(),
                List.of());
    }

    /** The n-th write from now on, counted from 1, ends the process. */
    void killAt(int write, boolean afterwards) {
        writes = 0;
        killAt = write;
        after = afterwards;
    }

    int writes() {
        return writes;
    }

    private <T> T write(Supplier<T> effect) {
        writes++;
        if (writes == killAt && !after) {
            throw new ProcessKilled();
        }
        T result = effect.get();
        if (writes == killAt) {
            throw new ProcessKilled();
        }
        return result;
    }

    static final class ProcessKilled extends Error {
        private static final long serialVersionUID = 1L;
    }

    public final class Log implements DeliveryLog {
        public final Map<Long, Delivery> all = new TreeMap<>();
        final Map<Long, List<Subject.Notice>> followers = new HashMap<>();
        int looks;

        @Override
        public void order(List<Order> orders, List<Subject.Notice> notices) {
            for (Order order : orders) {
                if (all.values().stream().noneMatch(one -> one.order().key().equals(order.key()))) {
                    long id = all.size() + 1L;
                    all.put(id, Delivery.ordered(id, order, Instant.EPOCH));
                    followers.put(id, notices);
                }
            }
        }

        @Override
        public void orderAgain(Delivery earlier, Order order) {
            order(List.of(order), followers.getOrDefault(earlier.id(), List.of()));
        }

        @Override
        public Optional<Delivery> byCheckRun(RepositoryRef repository, CheckRunId checkRun) {
            return last(all.values().stream()
                    .filter(one -> checkRun.equals(one.checkRun()))
                    .toList());
        }

        private List<Delivery> of(EnvironmentName environment) {
            return all.values().stream()
                    .filter(one -> one.order().environment().equals(environment))
                    .toList();
        }

        private Optional<Delivery> last(List<Delivery> some) {
            return some.isEmpty() ? Optional.empty() : Optional.of(some.get(some.size() - 1));
        }

        @Override
        public List<Delivery> unfinished(RepositoryRef repository, EnvironmentName environment) {
            return of(environment).stream().filter(one -> !one.isTold()).toList();
        }

        @Override
        public List<Delivery> unfinished(RepositoryRef repository) {
            return all.values().stream().filter(one -> !one.isTold()).toList();
        }

        @Override
        public Optional<Delivery> latestMerge(RepositoryRef repository, EnvironmentName environment) {
            return last(of(environment).stream()
                    .filter(one -> one.order().kind() == Order.Kind.MERGE)
                    .toList());
        }

        @Override
        public Optional<Delivery> newestPushed(RepositoryRef repository, EnvironmentName environment) {
            return last(
                    of(environment).stream().filter(one -> one.digest() != null).toList());
        }

        @Override
        public boolean isUnderWay(String key) {
            return all.values().stream().anyMatch(one -> one.order().key().equals(key) && !one.isTold());
        }

        @Override
        public boolean isOvertaken(Delivery delivery) {
            return of(delivery.order().environment()).stream()
                    .anyMatch(one -> one.id() > delivery.id()
                            && one.order().kind() == Order.Kind.MERGE
                            && !one.order().commit().equals(delivery.order().commit()));
        }

        @Override
        public Optional<Delivery> deployedBefore(Delivery delivery) {
            return last(of(delivery.order().environment()).stream()
                    .filter(one -> one.id() < delivery.id()
                            && one.deployment() != null
                            && one.conclusion() == Conclusion.SUCCESS)
                    .toList());
        }

        @Override
        public Optional<Delivery> toldBefore(Delivery delivery) {
            return last(of(delivery.order().environment()).stream()
                    .filter(one -> one.id() < delivery.id()
                            && (one.conclusion() == Conclusion.SUCCESS || one.conclusion() == Conclusion.FAILURE))
                    .toList());
        }

        @Override
        public List<Delivery> latest(RepositoryRef repository) {
            Map<EnvironmentName, Delivery> latest = new HashMap<>();
            all.values().stream()
                    .filter(one -> one.conclusion() != null && one.conclusion() != Conclusion.CANCELLED)
                    .forEach(one -> latest.put(one.order().environment(), one));
            return List.copyOf(latest.values());
        }

        @Override
        public List<Delivery> followedBy(Subject follower) {
            return all.values().stream()
                    .filter(one -> followers.getOrDefault(one.id(), List.of()).contains(follower))
                    .toList();
        }

        @Override
        public void save(Delivery delivery) {
            write(() -> all.put(delivery.id(), delivery));
        }

        @Override
        public void lookAgain(RepositoryRef repository) {
            looks++;
        }

        /** {@code ENVIRONMENT COMMIT STAGE CONCLUSION SUMMARY} of each. */
        List<String> state() {
            return all.values().stream()
                    .map(one -> one.order().environment() + " "
                            + one.order().commit().abbreviated().charAt(0) + " " + one.stage() + " " + one.conclusion()
                            + " " + one.summary())
                    .toList();
        }
    }

    public final class GitHub implements CheckRuns, Deployments {
        public final Map<CheckRunId, String> runs = new LinkedHashMap<>();
        public final Map<CheckRunId, CheckRun> contents = new HashMap<>();
        final Map<DeploymentId, List<String>> deployments = new LinkedHashMap<>();
        final Map<String, DeploymentId> keys = new HashMap<>();

        @Override
        public CheckRunId create(RepositoryRef repository, CommitId head, CheckRun run) {
            return write(() -> {
                CheckRunId id = new CheckRunId(contents.size() + 1L);
                put(id, run);
                return id;
            });
        }

        @Override
        public void update(RepositoryRef repository, CheckRunId id, CheckRun run) {
            write(() -> put(id, run));
        }

        private boolean put(CheckRunId id, CheckRun run) {
            contents.put(id, run);
            runs.put(id, run.name() + " " + run.conclusion());
            return true;
        }

        @Override
        public Map<String, Existing> find(RepositoryRef repository, CommitId head) {
            Map<String, Existing> found = new HashMap<>();
            contents.forEach((id, run) -> found.put(run.externalId(), new Existing(id, run.conclusion() != null, 0)));
            return found;
        }

        @Override
        public DeploymentId create(
                RepositoryRef repository, CommitId commit, String environment, String key, boolean production) {
            return write(() -> {
                DeploymentId id = new DeploymentId(deployments.size() + 1L);
                deployments.put(id, new ArrayList<>());
                keys.put(key, id);
                return id;
            });
        }

        @Override
        public Optional<DeploymentId> find(RepositoryRef repository, CommitId commit, String environment, String key) {
            return Optional.ofNullable(keys.get(key));
        }

        @Override
        public void status(
                RepositoryRef repository, DeploymentId id, State state, String description, @Nullable CheckRunId page) {
            write(() -> {
                List<String> states = deployments.computeIfAbsent(id, any -> new ArrayList<>());
                if (states.isEmpty() || !states.get(states.size() - 1).equals(state.name())) {
                    states.add(state.name());
                }
                return true;
            });
        }
    }

    public final class Cluster implements Destinations {
        public final List<String> effects = new ArrayList<>();
        final List<Reconciliation> ends = new ArrayList<>();
        final List<ReconcileOptions> options = new ArrayList<>();
        Runnable whileWaiting = () -> {};
        /** What engines ask all the time: whether to stop. */
        BooleanSupplier cancelled = () -> false;

        public @Nullable String obstacle;
        boolean served = true;
        public CommitId held = A;
        public boolean undiagnosable;
        public DeclaredObjects declared = (kind, object) -> false;

        /** Attempts of a push before the last one. */
        final List<FailedAttempt> refused = new ArrayList<>();

        @Nullable String refusal;

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public boolean serves(RepositoryRef repository, Environment environment) {
            return served;
        }

        @Override
        public Optional<String> obstacle(RepositoryRef repository, Environment environment) {
            return Optional.ofNullable(obstacle);
        }

        @Override
        public Destination open(RepositoryRef repository, Environment environment) {
            return new One();
        }

        private void effect(String what) {
            write(() -> effects.contains(what) || effects.add(what));
        }

        private final class One implements Destination {
            @Override
            public Artifact push(
                    Mainline.Checkout checkout,
                    Order order,
                    History history,
                    PushProgress progress,
                    BooleanSupplier cancelled)
                    throws DeliveryFailedException {
                refused.forEach(progress::failed);
                if (refusal != null) {
                    throw new DeliveryFailedException(refusal);
                }
                effect("push " + order.environment() + " "
                        + order.commit().abbreviated().charAt(0));
                return new Artifact("sha256:" + order.commit(), "registry/shop:sha-" + order.commit(), true);
            }

            @Override
            public Published published(
                    Mainline.Checkout checkout, Order order, PushProgress progress, BooleanSupplier cancelled) {
                refused.forEach(progress::failed);
                return new Published(
                        new Artifact("sha256:published", "registry/shop:prod", false),
                        "main@sha1:" + held,
                        held.equals(order.commit()));
            }

            @Override
            public DeclaredObjects declared(SourceTree tree) {
                return declared;
            }

            @Override
            public Goal goal(Order order, @Nullable Artifact artifact) {
                return new Goal(
                        order.environment().value(),
                        order.branch(),
                        order.commit().value(),
                        artifact == null ? null : artifact.digest(),
                        null,
                        java.util.Set.of());
            }

            @Override
            public Reconciliation reconcile(
                    Goal goal, ReconcileOptions asked, Progress progress, BooleanSupplier cancelled) {
                effect("trigger " + goal.environment() + " " + goal.digest());
                options.add(asked);
                progress.report("Waiting for 1 of 1 Kustomizations", List.of());
                Cluster.this.cancelled = cancelled;
                whileWaiting.run();
                if (cancelled.getAsBoolean()) {
                    throw new java.util.concurrent.CancellationException("cancelled");
                }
                return ends.isEmpty() ? CONVERGED : ends.remove(0);
            }

            @Override
            public Reconciliation observe(Goal goal) {
                return CONVERGED;
            }

            @Override
            public Diagnosis diagnose(Reconciliation reconciliation, SourceTree tree) {
                if (undiagnosable) {
                    throw new IllegalStateException("nobody thought of that");
                }
                return new Diagnosis("apps is broken", List.of(), List.of(), List.of());
            }

            @Override
            public void close() {}
        }
    }

    public static final class Branch implements Mainline {
        static final String KSAIL = """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata:
              name: %s
            spec:
              cluster:
                gitOpsEngine: Flux
                connection:
                  context: %s
              workload:
                kustomizationFile: clusters/%s
            """;

        public CommitId head = A;
        final List<CommitId> history = new ArrayList<>(List.of(A, B, C));
        public final Map<String, String> files = new TreeMap<>(Map.of(
                "ksail.prod.yaml",
                KSAIL.formatted("prod", "prod", "prod"),
                "ksail.local.yaml",
                KSAIL.formatted("local", "local", "local"),
                "k8s/clusters/prod/kustomization.yaml",
                "resources: []\n",
                "k8s/clusters/local/kustomization.yaml",
                "resources: []\n"));

        /** Files of commits that are not the head. */
        final Map<CommitId, Map<String, String>> before = new HashMap<>();

        @Override
        public Head head(RepositoryRef repository, String branch) throws GoneException {
            return new Head(branch.isEmpty() ? "main" : branch, head);
        }

        @Override
        public Checkout open(RepositoryRef repository, Head opened) {
            SourceTree tree = MemorySourceTree.of(files);
            return new Checkout() {
                @Override
                public CommitId commit() {
                    return opened.commit();
                }

                @Override
                public SourceTree tree() {
                    return tree;
                }

                @Override
                public Instant committedAt() {
                    return Instant.EPOCH;
                }

                @Override
                public Optional<SourceTree> treeOf(CommitId other) {
                    return Optional.ofNullable(before.get(other)).map(MemorySourceTree::of);
                }

                @Override
                public boolean isBehind(CommitId other) {
                    return history.contains(opened.commit())
                            && history.indexOf(other) > history.indexOf(opened.commit());
                }

                @Override
                public boolean isAncestor(CommitId older, CommitId newer) {
                    return older.equals(newer)
                            || (history.contains(older) && history.indexOf(older) <= history.indexOf(newer));
                }

                @Override
                public List<CommitId> since(@Nullable CommitId older, int limit) {
                    int to = history.indexOf(opened.commit());
                    return older == null || !history.contains(older) || to < 0
                            ? List.of(opened.commit())
                            : history.subList(history.indexOf(older) + 1, to + 1);
                }

                @Override
                public void close() {}
            };
        }
    }

    public static final class Texts implements DeliveryMessages {
        @Override
        public CheckRunOutput inProgress(Delivery delivery, List<String> attempts, List<ResourceState> resources) {
            return new CheckRunOutput(delivery.summary(), "", "", List.of());
        }

        @Override
        public CheckRunOutput ended(Delivery delivery) {
            return new CheckRunOutput(delivery.summary(), "", "", List.of());
        }

        @Override
        public CheckRunOutput notAgain(Delivery delivery, String reason) {
            return new CheckRunOutput(delivery.summary(), reason, "", List.of());
        }

        @Override
        public String details(
                List<String> attempts, List<ResourceState> resources, List<String> notes, Diagnosis diagnosis) {
            List<String> lines = new ArrayList<>(attempts);
            lines.addAll(notes);
            return String.join("\n", lines);
        }

        @Override
        public String summary(Reconciliation reconciliation, Diagnosis diagnosis) {
            Reconciliation.Failure failure = reconciliation.failure();
            return !diagnosis.headline().isEmpty()
                    ? diagnosis.headline()
                    : failure == null ? "Converged" : failure.message();
        }

        @Override
        public String notice(List<Delivery> deliveries) {
            return deliveries.size() + " deliveries";
        }
    }
}
