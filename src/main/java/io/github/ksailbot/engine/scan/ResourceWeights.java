package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Risk;

/** What resources weigh in the older score. */
final class ResourceWeights {
    private ResourceWeights() {}

    static float of(ScanObject object) {
        if (object.isSubject()) {
            return 1;
        }
        if (object.isKind("DaemonSet")) {
            return object.at("status", "desiredNumberScheduled") instanceof Long nodes ? Risk.weightOfDaemon(nodes) : 1;
        }
        return object.at("spec", "replicas") instanceof Long copies ? Risk.weight(copies) : 1;
    }
}
