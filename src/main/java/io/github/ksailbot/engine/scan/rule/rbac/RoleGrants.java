package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;

/** What a role allows, whoever it is bound to. */
final class RoleGrants {
    private static final List<String> CORE = List.of("", "*");

    private RoleGrants() {}

    /** Everything on everything of the core group. */
    static boolean isAdministrative(ScanObject role) {
        return grants(role, List.of("*"), List.of("*"));
    }

    /** Making workloads, or reading secrets: both lead to every other right in the end. */
    static boolean isTakeover(ScanObject role) {
        return grants(role, List.of("pods", "*"), List.of("create", "update", "patch", "*"))
                || grants(role, List.of("secrets", "*"), List.of("get", "list", "watch", "*"));
    }

    private static boolean grants(ScanObject role, List<String> resources, List<String> verbs) {
        return Json.list(role.fields(), "rules").stream()
                .anyMatch(rule -> hasAny(rule, "resources", resources)
                        && hasAny(rule, "verbs", verbs)
                        && hasAny(rule, "apiGroups", CORE));
    }

    private static boolean hasAny(Object rule, String field, List<String> wanted) {
        return Json.list(rule, field).stream().anyMatch(wanted::contains);
    }
}
