package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An object of a scan with what can be said about it alone, each worked out once: by rules that look at nothing else, and in
 * findings. Safe for several threads, which at worst work the same out twice.
 */
final class KnownObject {
    private static final long OBJECT_BYTES = 500;
    private static final long VALUE_BYTES = 80;
    private static final long ANSWER_BYTES = 100;
    private static final long ALERT_BYTES = 400;
    private static final long FINDING_BYTES = 700;

    private final ScanObject object;
    private final ResourceId id;
    private final @Nullable Map<String, Answer> answers;
    private final @Nullable Map<Place, Written> findings;
    private final AtomicLong bytes;
    private volatile @Nullable String key;

    /**
     * What a rule said.
     *
     * @param rule that was asked
     * @param inputs that it got
     * @param isTested whether it is about such objects; what it has alerts about is tested in any case
     */
    record Answer(LocalRule rule, ControlInputs inputs, boolean isTested, List<Alert> alerts) {}

    private record Place(String control, String rule) {}

    private record Written(Control control, List<Alert> alerts, List<PlacedFinding> findings) {}

    private KnownObject(ScanObject object, boolean isKept) {
        this.object = object;
        this.answers = isKept ? new ConcurrentHashMap<>() : null;
        this.findings = isKept ? new ConcurrentHashMap<>() : null;
        Manifest manifest = object.manifest();
        this.id = manifest == null
                ? new ResourceId(object.apiVersion(), "", object.kind(), object.namespace(), object.name())
                : manifest.id();
        this.bytes = new AtomicLong(OBJECT_BYTES);
    }

    /** One that outlives its scan. */
    static KnownObject kept(ScanObject object) {
        return new KnownObject(object, true);
    }

    /** One of a single scan, which asks everything once. */
    static KnownObject passing(ScanObject object) {
        return new KnownObject(object, false);
    }

    ScanObject object() {
        return object;
    }

    /** Of a resource that of its manifest; of a subject without a version. */
    ResourceId id() {
        return id;
    }

    /** What its findings are known by on both sides of a change, see {@link FindingKeys}. */
    String key() {
        String known = key;
        if (known == null) {
            known = FindingKeys.of(object, id);
            key = known;
        }
        return known;
    }

    /** An estimate of the memory that it needs. */
    long bytes() {
        Manifest manifest = object.manifest();
        long copies = object.isRead() ? 2 : 1;
        return bytes.get()
                + (manifest == null ? 0 : copies * VALUE_BYTES * manifest.root().values());
    }

    /** What a rule said before about this object, with these inputs; null when it was not asked. */
    @Nullable Answer answer(String name, LocalRule rule, ControlInputs inputs) {
        Answer answer = answers == null ? null : answers.get(name);
        boolean isSame = answer != null && answer.rule() == rule && Objects.equals(answer.inputs(), inputs);
        return isSame ? answer : null;
    }

    void keep(String name, Answer answer) {
        if (answers != null && answers.put(name, answer) == null) {
            bytes.addAndGet(ANSWER_BYTES + ALERT_BYTES * answer.alerts().size());
        }
    }

    /** Findings of a rule's alerts about it, as a control tells them: the same one once. */
    List<PlacedFinding> findings(Control control, String rule, List<Alert> alerts) {
        if (findings == null) {
            return ScanFindings.of(control, rule, this, alerts);
        }
        Place place = new Place(control.id(), rule);
        Written written = findings.get(place);
        if (written != null && Objects.equals(written.control(), control) && Objects.equals(written.alerts(), alerts)) {
            return written.findings();
        }
        List<PlacedFinding> made = ScanFindings.of(control, rule, this, alerts);
        if (areAboutItAlone(alerts) && findings.put(place, new Written(control, alerts, made)) == null) {
            bytes.addAndGet(ANSWER_BYTES + FINDING_BYTES * made.size());
        }
        return made;
    }

    private boolean areAboutItAlone(List<Alert> alerts) {
        for (Alert alert : alerts) {
            if (alert.objects().size() != 1 || alert.objects().get(0) != object) {
                return false;
            }
        }
        return true;
    }
}
