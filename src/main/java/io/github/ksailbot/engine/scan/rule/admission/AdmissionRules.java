package io.github.ksailbot.engine.scan.rule.admission;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules of this room by Kubescape's names. */
public final class AdmissionRules {
    private AdmissionRules() {}

    public static Map<String, Rule> all() {
        Rule enforced = new AdmissionEnforced();
        Rule baseline = new AdmissionLevel("baseline", List.of("baseline", "restricted"));
        Rule restricted = new AdmissionLevel("restricted", List.of("restricted"));
        return Map.ofEntries(
                Map.entry("pod-security-admission-applied-1", enforced),
                Map.entry("pod-security-admission-applied-2", enforced),
                Map.entry("pod-security-admission-baseline-applied-1", baseline),
                Map.entry("pod-security-admission-baseline-applied-2", baseline),
                Map.entry("pod-security-admission-restricted-applied-1", restricted),
                Map.entry("pod-security-admission-restricted-applied-2", restricted),
                Map.entry(
                        "psp-deny-allowed-capabilities",
                        wrong(policy -> hasItems(policy, "allowedCapabilities"), "spec.allowedCapabilities")),
                Map.entry("psp-deny-allowprivilegeescalation", allows("allowPrivilegeEscalation")),
                Map.entry("psp-deny-hostipc", allows("hostIPC")),
                Map.entry("psp-deny-hostnetwork", allows("hostNetwork")),
                Map.entry("psp-deny-hostpid", allows("hostPID")),
                Map.entry(
                        "psp-deny-root-container",
                        wrong(policy -> !forbidsRoot(policy.at("spec", "runAsUser")), "spec.runAsUser.rule")),
                Map.entry(
                        "psp-required-drop-capabilities",
                        new PodSecurityPolicies(
                                policy -> !hasItems(policy, "requiredDropCapabilities"),
                                policy -> Alert.on(policy, "No capability has to be dropped.")
                                        .fix("spec.requiredDropCapabilities[0]", "ALL"))));
    }

    private static Rule allows(String field) {
        return wrong(policy -> Json.isTrue(policy.fields(), "spec", field), "spec." + field);
    }

    private static Rule wrong(Predicate<ScanObject> isLax, String path) {
        return new PodSecurityPolicies(
                isLax, policy -> Alert.on(policy, "The policy allows what no pod needs: `" + path + "`.")
                        .failed(path)
                        .delete(path));
    }

    private static boolean hasItems(ScanObject policy, String field) {
        return !Json.list(policy.fields(), "spec", field).isEmpty();
    }

    private static boolean forbidsRoot(@Nullable Object user) {
        return switch (Json.text(user, "rule")) {
            case "MustRunAsNonRoot" -> true;
            case "MustRunAs" ->
                Json.list(user, "ranges").stream()
                        .anyMatch(range -> Json.at(range, "min") instanceof Number min && min.doubleValue() > 0);
            default -> false;
        };
    }
}
