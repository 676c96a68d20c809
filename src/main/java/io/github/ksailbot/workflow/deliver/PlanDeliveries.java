package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.engine.settings.RepositorySettingsReader;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import io.quarkus.logging.Log;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the branch that a repository delivers, and orders its newest commit for every environment that is delivered on a
 * merge and has not got it. Settings and environments are those of the branch itself; nothing that is not merged into it is
 * ever ordered.
 */
public final class PlanDeliveries {
    /** Commits between two deliveries whose pull requests are told. */
    private static final int TOLD = 20;

    private final Mainline mainline;
    private final MergedPullRequests pullRequests;
    private final Destinations destinations;
    private final DeliveryLog log;

    public PlanDeliveries(
            Mainline mainline, MergedPullRequests pullRequests, Destinations destinations, DeliveryLog log) {
        this.mainline = mainline;
        this.pullRequests = pullRequests;
        this.destinations = destinations;
        this.log = log;
    }

    /** Doing it twice orders nothing more. */
    public void plan(Subject.Mainline subject) throws UnavailableException, GoneException {
        RepositoryRef repository = subject.repository();
        Head head = mainline.head(repository, "");
        String branch;
        try (Checkout trusted = mainline.open(repository, head)) {
            RepositorySettings settings = new RepositorySettingsReader().read(trusted.tree());
            branch = settings.branch();
            if (branch.isEmpty() || branch.equals(head.branch())) {
                plan(repository, head, trusted, settings);
                return;
            }
        }
        Head delivered = mainline.head(repository, branch);
        try (Checkout checkout = mainline.open(repository, delivered)) {
            plan(repository, delivered, checkout, new RepositorySettingsReader().read(checkout.tree()));
        }
    }

    private void plan(RepositoryRef repository, Head head, Checkout checkout, RepositorySettings settings)
            throws UnavailableException, GoneException {
        List<Order> orders = new ArrayList<>();
        for (EnvironmentName name : wanted(repository, checkout, settings)) {
            Delivery before = log.latestMerge(repository, name).orElse(null);
            CommitId since = before == null ? null : before.order().commit();
            if (isNew(repository, head, checkout, since)) {
                orders.add(Order.ofMerge(repository, name, head.branch(), head.commit(), before));
            }
        }
        if (!orders.isEmpty()) {
            log.order(orders, followers(repository, head, checkout, orders));
        }
    }

    private List<EnvironmentName> wanted(RepositoryRef repository, Checkout checkout, RepositorySettings settings) {
        DeclaredEnvironments declared = DeclaredEnvironments.of(checkout.tree(), destinations);
        List<EnvironmentName> wanted = new ArrayList<>();
        for (Environment environment : declared.all()) {
            if (isWanted(repository, environment, settings)) {
                wanted.add(environment.name());
            }
        }
        for (Delivery last : log.latest(repository)) {
            EnvironmentName name = last.order().environment();
            // One that was delivered before and whose file is broken now: a delivery says so.
            if (declared.find(name).isEmpty() && declared.unreadable(name).isPresent()) {
                wanted.add(name);
            }
        }
        return wanted;
    }

    /** What cannot be delivered though it is wanted is ordered all the same: the delivery ends with what is to be done. */
    private boolean isWanted(RepositoryRef repository, Environment environment, RepositorySettings settings) {
        // where clusters begin can be seen without a ksail file, how they are delivered cannot
        boolean ours = environment.config() != null
                && environment.engine() != GitOpsEngine.NONE
                && destinations.serves(repository, environment);
        if (!settings.areSound()) {
            return ours;
        }
        return switch (settings.of(environment.name()).deliver()) {
            case ON_COMMAND -> false;
            case ON_MERGE -> true;
            case DEFAULT -> ours;
        };
    }

    /** A branch that was set back is not delivered: no tag goes back. */
    private static boolean isNew(RepositoryRef repository, Head head, Checkout checkout, @Nullable CommitId since) {
        if (since == null) {
            return true;
        }
        if (head.commit().equals(since)) {
            return false;
        }
        if (checkout.isBehind(since)) {
            Log.warnf(
                    "%s: %s was set back from %s to %s, which is not delivered",
                    repository, head.branch(), since, head.commit());
            return false;
        }
        return true;
    }

    private List<Subject.Notice> followers(RepositoryRef repository, Head head, Checkout checkout, List<Order> orders)
            throws UnavailableException, GoneException {
        Set<CommitId> commits = new LinkedHashSet<>();
        orders.forEach(order -> commits.addAll(checkout.since(order.since(), TOLD)));
        Set<Subject.Notice> followers = new LinkedHashSet<>();
        for (CommitId commit : commits) {
            followers.addAll(pullRequests.broughtBy(repository, head.branch(), commit));
        }
        return List.copyOf(followers);
    }
}
