package io.github.ksailbot.delivery.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.Cause;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.EventRow;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.PodRow;
import io.github.ksailbot.delivery.reconcile.ResourceState;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects what can be found out about a failure, step by step; whoever runs out of time takes what is there. What cannot
 * be looked at is noted and passed over.
 */
final class Investigation {
    private static final Duration LOOKBACK = Duration.ofMinutes(5);
    private static final int EVENTS = 20;
    private static final int NAMESPACES = 8;
    private static final int PODS = 10;
    private static final int LOGS = 5;
    private static final int LOG_LINES = 15;
    private static final int LINE_LENGTH = 300;
    private static final Pattern NAMESPACE = Pattern.compile("\\b[A-Z][A-Za-z]+/([a-z0-9-]{1,63})/[a-z0-9.-]+");
    private static final Pattern CONTROL = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]|\\p{Cntrl}");

    private final ClusterApi api;
    private final Instant now;
    private final Redactor redactor;
    private final KnownCauses known;
    private final List<ResourceState> resources;
    private final ResourceRows rows;

    private final List<PodRow> pods = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<Symptom> fromPods = new ArrayList<>();
    private final List<Symptom> fromEvents = new ArrayList<>();
    private final List<Cause> special = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private int moreEvents;

    Investigation(
            ClusterApi api,
            Instant now,
            Redactor redactor,
            List<ResourceState> resources,
            Function<ResourceId, Optional<Origin>> origins) {
        this.api = api;
        this.now = now;
        this.redactor = redactor;
        this.known = new KnownCauses(origins);
        this.resources = resources;
        this.rows = new ResourceRows(resources.stream().map(this::clean).toList());
    }

    private ResourceState clean(ResourceState state) {
        return new ResourceState(
                state.kind(),
                state.namespace(),
                state.name(),
                state.phase(),
                state.reason(),
                redactor.redact(state.message()),
                state.blockedBy());
    }

    /** Asks the cluster; ends early when the thread is interrupted. */
    void run() {
        List<String> namespaces = namespaces();
        for (String namespace : namespaces) {
            lookAtPods(namespace);
        }
        lookAtEvents(namespaces);
        // They are Flux's; who delivers to Argo CD has no business with them.
        if (resources.stream().anyMatch(resource -> !resource.kind().equals(GitOpsTypes.APPLICATION.kind()))) {
            lookAtImagePolicies(namespaces);
        }
    }

    /** Those of what is not ready and of what it speaks of. */
    private List<String> namespaces() {
        Set<String> namespaces = new LinkedHashSet<>();
        for (ResourceState root : rows.roots()) {
            Matcher named = NAMESPACE.matcher(root.message());
            while (named.find()) {
                namespaces.add(named.group(1));
            }
            inventory(root).forEach(namespaces::add);
            namespaces.add(root.namespace());
        }
        resources.stream().limit(1).map(ResourceState::namespace).forEach(namespaces::add);
        return namespaces.stream()
                .filter(name -> !name.isEmpty())
                .limit(NAMESPACES)
                .toList();
    }

    /** Where a Kustomization or an Application puts what it applies. */
    private Set<String> inventory(ResourceState root) {
        Set<String> namespaces = new LinkedHashSet<>();
        Optional<ResourceType> type = GitOpsTypes.of(root.kind());
        if (type.isPresent()) {
            attempt("the inventory of " + root.kind() + " " + root.name(), () -> {
                KubernetesObject object = api.get(type.get(), root.namespace(), root.name());
                if (object != null) {
                    for (JsonNode entry : object.at("status", "inventory", "entries")) {
                        String id = entry.path("id").asText("");
                        namespaces.add(id.substring(0, Math.max(0, id.indexOf('_'))));
                    }
                    for (JsonNode resource : object.at("status", "resources")) {
                        namespaces.add(resource.path("namespace").asText(""));
                    }
                    namespaces.add(object.text("spec", "destination", "namespace"));
                    namespaces.add(object.text("spec", "targetNamespace"));
                }
            });
        }
        return namespaces;
    }

    private void lookAtPods(String namespace) {
        attempt("pods in " + namespace, () -> {
            for (KubernetesObject pod : api.list(ResourceType.POD, namespace).items()) {
                Optional<PodProblem> problem = PodProblem.of(pod);
                if (problem.isPresent()) {
                    add(problem.get());
                }
            }
        });
    }

    private void add(PodProblem problem) {
        String message = redactor.redact(problem.message());
        synchronized (this) {
            // the message of a crash loop says only how long it waits; the reason tells more
            fromPods.add(new Symptom(
                    problem.workload(),
                    problem.reason(),
                    "Pod " + problem.pod().namespace() + "/" + problem.pod().name()
                            + (problem.image().isEmpty() ? "" : " with image " + problem.image()) + ": " + message));
        }
        boolean wanted = pods.size() < PODS;
        List<String> log = wanted && pods.size() < LOGS && !problem.container().isEmpty() ? log(problem) : List.of();
        synchronized (this) {
            if (wanted) {
                pods.add(new PodRow(
                        problem.pod().namespace(),
                        problem.pod().name(),
                        Wording.cut(redactor.redact(problem.text()), LINE_LENGTH),
                        log));
            }
        }
    }

    private List<String> log(PodProblem problem) {
        List<String> lines = new ArrayList<>();
        attempt("the log of pod " + problem.pod().ref(), () -> {
            String text = api.podLog(
                    problem.pod().namespace(),
                    problem.pod().name(),
                    problem.container(),
                    problem.previous(),
                    LOG_LINES);
            // before it is cut into lines: a private key is a secret as a whole
            for (String line : redactor.redact(text).split("\\R", -1)) {
                String shown = CONTROL.matcher(line).replaceAll(" ").stripTrailing();
                if (!shown.isEmpty()) {
                    lines.add(Wording.cut(shown, LINE_LENGTH));
                }
            }
        });
        return lines.size() <= LOG_LINES ? lines : lines.subList(lines.size() - LOG_LINES, lines.size());
    }

    private void lookAtEvents(List<String> namespaces) {
        List<KubernetesObject> recent = new ArrayList<>();
        for (String namespace : namespaces) {
            attempt("events in " + namespace, () -> {
                for (KubernetesObject event :
                        api.list(ResourceType.EVENT, namespace).items()) {
                    if (!time(event).isBefore(now.minus(LOOKBACK))) {
                        recent.add(event);
                    }
                }
            });
        }
        List<KubernetesObject> warnings = recent.stream()
                .filter(event -> event.text("type").equals("Warning"))
                .sorted(Comparator.comparing(Investigation::time).reversed())
                .toList();
        synchronized (this) {
            for (KubernetesObject event : warnings) {
                String message = redactor.redact(event.text("message"));
                JsonNode involved = event.at("involvedObject");
                ResourceId subject = new ResourceId(
                        "",
                        "",
                        involved.path("kind").asText(""),
                        involved.path("namespace").asText(""),
                        involved.path("name").asText(""));
                fromEvents.add(new Symptom(subject, event.text("reason"), message));
                if (events.size() < EVENTS) {
                    events.add(new EventRow(
                            event.namespace(),
                            Wording.age(Duration.between(time(event), now)),
                            subject.kind() + "/" + subject.name(),
                            Wording.brief(message),
                            event.text("reason")));
                } else {
                    moreEvents++;
                }
            }
            for (DriftLoops.Loop loop : DriftLoops.in(recent)) {
                special.add(known.cause(
                        loop.title(),
                        loop.advice(),
                        new Symptom(loop.subject(), "", "written " + loop.times() + " times within five minutes")));
            }
        }
    }

    /** Others' policies are nobody's business here: a cluster may serve more than this environment. */
    private void lookAtImagePolicies(List<String> namespaces) {
        Set<String> concerned = new HashSet<>(namespaces);
        resources.forEach(resource -> concerned.add(resource.namespace()));
        attempt("image policies", () -> {
            List<Symptom> excluded = ImagePolicies.excluding(
                    api.list(GitOpsTypes.IMAGE_POLICY, "").items().stream()
                            .filter(policy -> concerned.contains(policy.namespace()))
                            .toList(),
                    api.list(GitOpsTypes.IMAGE_REPOSITORY, "").items());
            synchronized (this) {
                for (Symptom symptom : excluded) {
                    special.add(known.cause(ImagePolicies.TITLE, ImagePolicies.ADVICE, symptom));
                }
            }
        });
    }

    private static Instant time(KubernetesObject event) {
        for (String text : List.of(
                event.text("series", "lastObservedTime"),
                event.text("lastTimestamp"),
                event.text("eventTime"),
                event.text("metadata", "creationTimestamp"))) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                // the next one may be there
            }
        }
        return Instant.EPOCH;
    }

    private interface Look {
        void take() throws ApiException;
    }

    private void attempt(String what, Look look) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            look.take();
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                synchronized (this) {
                    unseen.add(what + ": " + Wording.cut(redactor.redact(String.valueOf(e.getMessage())), LINE_LENGTH));
                }
            }
        }
    }

    /** What has been found out so far. */
    synchronized Diagnosis result() {
        List<Symptom> symptoms = new ArrayList<>();
        for (ResourceState root : rows.roots()) {
            symptoms.add(new Symptom(
                    new ResourceId(
                            GitOpsTypes.of(root.kind()).map(ResourceType::group).orElse(""),
                            GitOpsTypes.of(root.kind())
                                    .map(ResourceType::version)
                                    .orElse(""),
                            root.kind(),
                            root.namespace(),
                            root.name()),
                    root.reason(),
                    root.message()));
        }
        symptoms.addAll(fromPods);
        symptoms.addAll(fromEvents);
        List<Cause> causes = new ArrayList<>(known.of(symptoms));
        causes.addAll(special);
        return new Diagnosis(rows.summary(!pods.isEmpty()), rows.rows(), pods, events, moreEvents, causes, unseen);
    }
}
