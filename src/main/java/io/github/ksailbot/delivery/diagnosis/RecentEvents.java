package io.github.ksailbot.delivery.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ResourceType;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.EventRow;
import io.github.ksailbot.engine.finding.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks at the events of the last minutes: at warnings, and at what is written again and again. */
final class RecentEvents {
    private static final Duration LOOKBACK = Duration.ofMinutes(5);
    private static final int SHOWN = 20;

    private final Looking looking;
    private final Findings findings;
    private final KnownCauses known;
    private final Instant now;

    RecentEvents(Looking looking, Findings findings, KnownCauses known, Instant now) {
        this.looking = looking;
        this.findings = findings;
        this.known = known;
        this.now = now;
    }

    void lookAt(List<String> namespaces) {
        List<KubernetesObject> recent = new ArrayList<>();
        for (String namespace : namespaces) {
            looking.at("events in " + namespace, api -> {
                for (KubernetesObject event :
                        api.list(ResourceType.EVENT, namespace).items()) {
                    if (!time(event).isBefore(now.minus(LOOKBACK))) {
                        recent.add(event);
                    }
                }
            });
        }
        warn(recent);
        for (DriftLoops.Loop loop : DriftLoops.in(recent)) {
            findings.special(known.cause(
                    loop.title(),
                    loop.advice(),
                    new Symptom(loop.subject(), "", "written " + loop.times() + " times within five minutes")));
        }
    }

    private void warn(List<KubernetesObject> recent) {
        List<KubernetesObject> warnings = recent.stream()
                .filter(event -> event.text("type").equals("Warning"))
                .sorted(Comparator.comparing(RecentEvents::time).reversed())
                .toList();
        List<Symptom> symptoms = new ArrayList<>();
        List<EventRow> rows = new ArrayList<>();
        for (KubernetesObject event : warnings) {
            String message = looking.clean(event.text("message"));
            JsonNode involved = event.at("involvedObject");
            ResourceId subject = new ResourceId(
                    "",
                    "",
                    involved.path("kind").asText(""),
                    involved.path("namespace").asText(""),
                    involved.path("name").asText(""));
            symptoms.add(new Symptom(subject, event.text("reason"), message));
            if (rows.size() < SHOWN) {
                rows.add(new EventRow(
                        event.namespace(),
                        Wording.age(Duration.between(time(event), now)),
                        subject.kind() + "/" + subject.name(),
                        Wording.brief(message),
                        event.text("reason")));
            }
        }
        findings.events(rows, warnings.size() - rows.size(), symptoms);
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
}
