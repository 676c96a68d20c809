package io.github.ksailbot.engine.scan.rule.node;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ObjectRule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * C-0273: nodes run a version of Kubernetes that gets fixes. Nodes are hardly ever written in manifests; one without a version
 * passes.
 */
final class OutdatedKubelet implements ObjectRule {
    /** What Kubescape counts as supported; without a clock, a rule cannot know better. */
    private static final List<String> SUPPORTED = List.of("v1.36", "v1.35", "v1.34");

    @Override
    public @Nullable Alert judge(ScanObject object, ControlInputs inputs) {
        return object.isKind("Node")
                        && object.at("status", "nodeInfo", "kubeletVersion") instanceof String version
                        && SUPPORTED.stream().noneMatch(version::startsWith)
                ? Alert.on(object, "The kubelet's version " + version + " gets no more fixes.")
                        .review("status.nodeInfo.kubeletVersion")
                : null;
    }
}
