package io.github.ksailbot.destination;

import io.github.ksailbot.delivery.diagnosis.Diagnosis.PodRow;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.Row;
import io.github.ksailbot.delivery.diagnosis.Diagnostician;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.deliver.Diagnosis;
import io.github.ksailbot.workflow.deliver.Diagnosis.Cause;
import io.github.ksailbot.workflow.deliver.Diagnosis.Log;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Diagnoses of a cluster, with the lines of the environment that are to blame. */
final class ClusterDiagnostics {
    private final Diagnostician diagnostician;
    private final DeliveredManifests delivered;

    ClusterDiagnostics(Diagnostician diagnostician, DeliveredManifests delivered) {
        this.diagnostician = diagnostician;
        this.delivered = delivered;
    }

    Diagnosis diagnose(Reconciliation ended, SourceTree tree) {
        return of(diagnostician.diagnose(ended, id -> delivered.origins(tree).apply(id)));
    }

    private static Diagnosis of(io.github.ksailbot.delivery.diagnosis.Diagnosis found) {
        List<Cause> causes = new ArrayList<>();
        found.causes()
                .forEach(cause -> causes.add(new Cause(
                        text(cause.subject()),
                        cause.title() + ": " + cause.message(),
                        cause.advice(),
                        place(cause.origin()))));
        for (Row row : found.resources()) {
            causes.add(new Cause(row.kind() + " " + row.name(), row.text(), "", ""));
        }
        List<Log> logs = new ArrayList<>();
        for (PodRow pod : found.pods()) {
            causes.add(new Cause("Pod " + pod.namespace() + "/" + pod.name(), pod.text(), "", ""));
            if (!pod.log().isEmpty()) {
                logs.add(new Log(pod.namespace() + "/" + pod.name(), pod.log()));
            }
        }
        found.unseen().forEach(what -> causes.add(new Cause("", "Not looked at: " + what, "", "")));
        return new Diagnosis(
                found.summary(),
                causes,
                logs,
                found.events().stream().map(Object::toString).toList());
    }

    private static String text(ResourceId subject) {
        return subject.namespace().isEmpty()
                ? subject.kind() + " " + subject.name()
                : subject.kind() + " " + subject.namespace() + "/" + subject.name();
    }

    private static String place(@Nullable Origin origin) {
        return origin == null ? "" : origin.location().toString();
    }
}
