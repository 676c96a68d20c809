package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of one scan, in order. For one thread. */
final class ScanObjects {
    private final List<ScanObject> objects = new ArrayList<>();
    private final Map<ScanObject, KnownObject> known = new HashMap<>();
    private final Set<ResourceId> repeated = new HashSet<>();
    private final Map<Type, Integer> types = new HashMap<>();
    private final List<Integer> typeOf = new ArrayList<>();
    private final List<ScanObject> ofEachType = new ArrayList<>();
    private final @Nullable ScanMemo memo;

    private record Type(String apiVersion, String kind) {}

    private ScanObjects(@Nullable ScanMemo memo) {
        this.memo = memo;
    }

    /** @param memo of what earlier scans found; null for a scan by itself */
    static ScanObjects of(List<Manifest> manifests, @Nullable ScanMemo memo) {
        ScanObjects scanned = new ScanObjects(memo);
        Set<KnownObject> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<ResourceId> ids = new HashSet<>();
        for (Manifest manifest : manifests) {
            KnownObject object =
                    memo == null ? KnownObject.passing(ScanObject.of(manifest)) : memo.take(manifest, taken);
            scanned.add(object);
            if (!ids.add(object.id())) {
                scanned.repeated.add(object.id());
            }
        }
        return scanned;
    }

    private void add(KnownObject added) {
        ScanObject object = added.object();
        objects.add(object);
        known.put(object, added);
        typeOf.add(types.computeIfAbsent(new Type(object.apiVersion(), object.kind()), type -> {
            ofEachType.add(object);
            return ofEachType.size() - 1;
        }));
    }

    /** One resource of each version and kind. */
    List<ScanObject> ofEachType() {
        return ofEachType;
    }

    /** Which of these is of the version and kind of a resource. */
    int typeOf(int resource) {
        return typeOf.get(resource);
    }

    /** The same inputs, as an earlier scan had them: to be found equal at once. */
    ControlInputs canonical(ControlInputs inputs) {
        return memo == null ? inputs : memo.canonical(inputs);
    }

    /** Resources. */
    List<ScanObject> resources() {
        return objects;
    }

    /** What is known of a resource, or of a subject of this scan. */
    KnownObject known(ScanObject object) {
        return known.computeIfAbsent(object, KnownObject::passing);
    }

    /** Whether another object may have the same findings: a resource that several overlays render, a subject of several roles. */
    boolean isRepeated(KnownObject object) {
        return object.object().isSubject() || repeated.contains(object.id());
    }
}
