package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.diagnosis.Diagnosis.Cause;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.EventRow;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.PodRow;
import java.util.ArrayList;
import java.util.List;

/** What an investigation has found out so far: one thread adds, another takes what is there when the time is up. */
final class Findings {
    private final List<PodRow> pods = new ArrayList<>();
    private final List<Symptom> ofPods = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<Symptom> ofEvents = new ArrayList<>();
    private final List<Cause> special = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private int moreEvents;

    synchronized void pod(PodRow row) {
        pods.add(row);
    }

    synchronized void ofPod(Symptom symptom) {
        ofPods.add(symptom);
    }

    synchronized void events(List<EventRow> rows, int more, List<Symptom> symptoms) {
        events.addAll(rows);
        moreEvents += more;
        ofEvents.addAll(symptoms);
    }

    /** One that no rule for symptoms recognises. */
    synchronized void special(Cause cause) {
        special.add(cause);
    }

    synchronized void unseen(String what) {
        unseen.add(what);
    }

    /** @param ofResources symptoms of the objects that are not ready, which come first */
    synchronized Diagnosis result(ResourceRows rows, List<Symptom> ofResources, KnownCauses known) {
        List<Symptom> symptoms = new ArrayList<>(ofResources);
        symptoms.addAll(ofPods);
        symptoms.addAll(ofEvents);
        List<Cause> causes = new ArrayList<>(known.of(symptoms));
        causes.addAll(special);
        return new Diagnosis(rows.summary(!pods.isEmpty()), rows.rows(), pods, events, moreEvents, causes, unseen);
    }
}
