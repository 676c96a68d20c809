package io.github.ksailbot.workflow.command;

import io.github.ksailbot.delivery.artifact.PushProgress;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.engine.settings.RepositorySettingsReader;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.Revision;
import io.github.ksailbot.workflow.Revisions;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.github.ksailbot.workflow.deliver.DeclaredEnvironments;
import io.github.ksailbot.workflow.deliver.DeliveryFailedException;
import io.github.ksailbot.workflow.deliver.DeliveryLog;
import io.github.ksailbot.workflow.deliver.Destination;
import io.github.ksailbot.workflow.deliver.Destinations;
import io.github.ksailbot.workflow.deliver.HeldArtifact;
import io.github.ksailbot.workflow.deliver.Mainline;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import io.github.ksailbot.workflow.deliver.Mainline.Head;
import io.github.ksailbot.workflow.deliver.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Handles one command: may its author give it, is it about what they saw, can it be done; then does it or orders it. What it
 * delivers is always the newest commit of the delivered branch, never the pull request's own.
 */
public final class CommandDesk {
    private final CommandLog log;
    private final DeliveryLog deliveries;
    private final Permissions permissions;
    private final Revisions revisions;
    private final Mainline mainline;
    private final Destinations destinations;
    private final CommandMessages messages;

    public CommandDesk(
            CommandLog log,
            DeliveryLog deliveries,
            Permissions permissions,
            Revisions revisions,
            Mainline mainline,
            Destinations destinations,
            CommandMessages messages) {
        this.log = log;
        this.deliveries = deliveries;
        this.permissions = permissions;
        this.revisions = revisions;
        this.mainline = mainline;
        this.destinations = destinations;
        this.messages = messages;
    }

    /** Writes down what came of it. */
    void handle(Subject.Comment comment, int line, CommandLine asked, Instruction instruction)
            throws UnavailableException, GoneException {
        Command command = asked.command();
        try {
            if (command == null) {
                throw new RefusedException(asked.mistake());
            }
            RepositoryRef repository = comment.repository();
            Permission permission = permissions.of(repository, instruction.author());
            require(permission, command.verb().isRestricted() ? Permission.WRITE : Permission.READ, "");
            EnvironmentName environment = command.environment();
            if (environment == null) {
                log.answer(
                        comment,
                        line,
                        true,
                        command instanceof Command.Status
                                ? messages.status(deliveries.latest(repository))
                                : messages.help());
                return;
            }
            requireSameHead(comment, instruction);
            Head head = delivered(repository);
            try (Checkout checkout = mainline.open(repository, head)) {
                RepositorySettings settings = new RepositorySettingsReader().read(checkout.tree());
                DeclaredEnvironments all = DeclaredEnvironments.of(checkout.tree(), destinations);
                Environment declared = declared(all, environment);
                requireSound(settings);
                if (settings.of(environment).production()) {
                    require(permission, Permission.MAINTAIN, production(environment));
                }
                Optional<String> obstacle = all.obstacle(repository, declared);
                if (obstacle.isPresent()) {
                    throw new RefusedException(obstacle.get());
                }
                act(comment, line, command, declared, head, checkout, instruction.receivedAt());
            }
        } catch (RefusedException e) {
            log.answer(comment, line, false, messages.refused(e.reason));
        }
    }

    private void act(
            Subject.Comment comment,
            int line,
            Command command,
            Environment environment,
            Head head,
            Checkout checkout,
            Instant asked)
            throws RefusedException {
        RepositoryRef repository = comment.repository();
        EnvironmentName name = environment.name();
        String origin = "comment-" + comment.id() + "-" + line;
        if (command instanceof Command.Push) {
            log.order(comment, line, order(repository, name, head, origin, Order.Kind.PUSH, Set.of(), null), asked);
        } else if (command instanceof Command.Reconcile reconcile) {
            log.order(
                    comment,
                    line,
                    order(
                            repository,
                            name,
                            head,
                            origin,
                            Order.Kind.RECONCILE,
                            reconcile.exclude(),
                            reconcile.timeout()),
                    asked);
        } else {
            Order question = order(repository, name, head, origin, Order.Kind.RECONCILE, Set.of(), null);
            log.answer(comment, line, true, diagnose(question, environment, checkout));
        }
    }

    private String diagnose(Order question, Environment environment, Checkout checkout) throws RefusedException {
        try (Destination destination = destinations.open(question.repository(), environment)) {
            Destination.Published published = destination.published(checkout, question, PushProgress.NONE, () -> false);
            Reconciliation observed =
                    destination.observe(destination.goal(question, published == null ? null : published.artifact()));
            return messages.diagnosis(
                    HeldArtifact.judged(observed, question, published),
                    destination.diagnose(observed, checkout.tree()));
        } catch (DeliveryFailedException e) {
            throw new RefusedException(e.getMessage() + ".");
        }
    }

    private static Order order(
            RepositoryRef repository,
            EnvironmentName environment,
            Head head,
            String origin,
            Order.Kind kind,
            Set<String> exclude,
            @Nullable Duration timeout) {
        return new Order(repository, environment, head.branch(), head.commit(), origin, kind, exclude, timeout, null);
    }

    private Head delivered(RepositoryRef repository) throws UnavailableException, GoneException, RefusedException {
        Head head = mainline.head(repository, "");
        RepositorySettings settings;
        try (Checkout trusted = mainline.open(repository, head)) {
            settings = new RepositorySettingsReader().read(trusted.tree());
        }
        requireSound(settings);
        return settings.branch().isEmpty() || settings.branch().equals(head.branch())
                ? head
                : mainline.head(repository, settings.branch());
    }

    private static void requireSound(RepositorySettings settings) throws RefusedException {
        if (!settings.areSound()) {
            throw new RefusedException("`" + RepositorySettings.FILE
                    + "` of the delivered branch has a mistake, so nobody knows who may do this. "
                    + DeclaredEnvironments.mistake(settings) + " Put it right first.");
        }
    }

    private static Environment declared(DeclaredEnvironments all, EnvironmentName name) throws RefusedException {
        Optional<Environment> found = all.find(name);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> names = all.all().stream().map(one -> one.name().value()).toList();
        throw new RefusedException(CommandParser.unknown("environment of the delivered branch", name.value(), names)
                + (names.isEmpty() ? "" : " It declares `" + String.join("`, `", names) + "`."));
    }

    private static void require(Permission permission, Permission needed, String because) throws RefusedException {
        Optional<String> missing = missing(permission, needed, because);
        if (missing.isPresent()) {
            throw new RefusedException(missing.get());
        }
    }

    /** What somebody lacks, as a sentence; empty when nothing. */
    static Optional<String> missing(Permission permission, Permission needed, String because) {
        return permission.covers(needed)
                ? Optional.empty()
                : Optional.of("This takes the permission `" + needed.word() + "` on the repository" + because
                        + "; GitHub says that yours is `" + permission.word() + "`.");
    }

    /** Why it takes more than elsewhere. */
    static String production(EnvironmentName environment) {
        return ", because `" + environment + "` is a production environment";
    }

    /** What a person decided on is what they saw: a head that came since, they did not. */
    private void requireSameHead(Subject.Comment comment, Instruction instruction)
            throws UnavailableException, GoneException, RefusedException {
        Revision now = revisions.current(new Subject.PullRequest(comment.repository(), comment.number()));
        if (!now.open()) {
            return;
        }
        CommitId seen = instruction.seenHead();
        Instant movedAt = instruction.movedAt();
        if (seen == null) {
            throw new RefusedException(
                    "The bot does not know which commit this pull request had when you wrote this; it" + " has `"
                            + now.head().abbreviated() + "` now. Say it again.");
        }
        if (!seen.equals(now.head()) || (movedAt != null && !movedAt.isBefore(instruction.writtenAt()))) {
            String then = seen.equals(now.head()) ? "an older commit" : "`" + seen.abbreviated() + "`";
            throw new RefusedException("You saw " + then + ", but this pull request has moved to `"
                    + now.head().abbreviated() + "`. Look at that, then say it again.");
        }
    }

    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        RefusedException(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
