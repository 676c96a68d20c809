package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
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
    private static final long FINDING_BYTES = 600;
    private static final long KEY_BYTES = 60;

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
    record Answer(LocalRule rule, ControlInputs inputs, boolean isTested, List<Alert> alerts) {
        private long bytes() {
            long bytes = ANSWER_BYTES + inputs.characters();
            for (Alert alert : alerts) {
                bytes += ALERT_BYTES + alert.message().length() + alert.advice().length();
            }
            return bytes;
        }
    }

    private record Place(String control, String rule) {}

    private record Written(Control control, List<Alert> alerts, List<PlacedFinding> findings) {
        private long bytes() {
            long bytes = ANSWER_BYTES;
            for (PlacedFinding placed : findings) {
                bytes += FINDING_BYTES + placed.finding().fix().length();
                for (ScanFinding.Key key : placed.finding().keys()) {
                    bytes += KEY_BYTES + key.field().length();
                }
                for (String path : placed.finding().paths()) {
                    bytes += path.length();
                }
            }
            return bytes;
        }
    }

    private KnownObject(ScanObject object, boolean isKept) {
        this.object = object;
        this.answers = isKept ? new ConcurrentHashMap<>() : null;
        this.findings = isKept ? new ConcurrentHashMap<>() : null;
        Manifest manifest = object.manifest();
        this.id = manifest == null
                ? new ResourceId(object.apiVersion(), "", object.kind(), object.namespace(), object.name())
                : manifest.id();
        this.bytes = new AtomicLong(OBJECT_BYTES + (isKept && manifest != null ? characters(manifest.root()) : 0));
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
        if (answers != null && !ScanMemo.areTooLong(answer.inputs())) {
            Answer before = answers.put(name, answer);
            bytes.addAndGet(answer.bytes() - (before == null ? 0 : before.bytes()));
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
        if (areAboutItAlone(alerts)) {
            Written now = new Written(control, alerts, made);
            Written before = findings.put(place, now);
            bytes.addAndGet(now.bytes() - (before == null ? 0 : before.bytes()));
        }
        return made;
    }

    /** Of keys and values, which may be as long as a file. */
    private static long characters(Node node) {
        long characters = 0;
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                characters += entry.key().text().length() + characters(entry.value());
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                characters += characters(item);
            }
        } else if (node instanceof ScalarNode scalar) {
            characters = scalar.text().length();
        }
        return characters;
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
