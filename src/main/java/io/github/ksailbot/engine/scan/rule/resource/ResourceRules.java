package io.github.ksailbot.engine.scan.rule.resource;

import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.Map;

/** The rules of this room by Kubescape's names. */
public final class ResourceRules {
    private ResourceRules() {}

    public static Map<String, Rule> all() {
        return Map.of(
                "resource-policies", new NoLimits(),
                "resources-cpu-limit-and-request", isSetWithinBounds("cpu"),
                "resources-cpu-limits", new ResourceIsSet("limits", "cpu"),
                "resources-cpu-requests", new ResourceIsSet("requests", "cpu"),
                "resources-memory-limit-and-request", isSetWithinBounds("memory"),
                "resources-memory-limits", new ResourceIsSet("limits", "memory"),
                "resources-memory-requests", new ResourceIsSet("requests", "memory"),
                "resources-sandbox-cpu-limits", new SandboxLimit("cpu", "sandbox_cpu_limit_max"),
                "resources-sandbox-memory-limits", new SandboxLimit("memory", "sandbox_memory_limit_max"));
    }

    private static Rule isSetWithinBounds(String resource) {
        return LocalRule.all(
                new ResourceIsSet("requests", resource),
                new ResourceIsSet("limits", resource),
                new ResourceOutOfBounds("requests", resource),
                new ResourceOutOfBounds("limits", resource));
    }
}
