package io.github.ksailbot.engine.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about pods find them in every kind of workload, whatever its API version, and say where. */
class WorkloadKindsTest {
    private static final Map<String, String> KINDS = Map.of(
            "Pod", "spec",
            "Deployment", "spec.template.spec",
            "ReplicaSet", "spec.template.spec",
            "DaemonSet", "spec.template.spec",
            "StatefulSet", "spec.template.spec",
            "Job", "spec.template.spec",
            "CronJob", "spec.jobTemplate.spec.template.spec");

    private static final ControlInputs INPUTS =
            new ControlInputs(Map.of("insecureCapabilities", List.of("SYS_ADMIN"), "cpu_limit_max", List.of("1")));

    /** Rule, pod spec in flow style, and what comes after the path of the pod spec. */
    private static Stream<Arguments> rules() {
        return Stream.of(
                row("host-pid-privileges", "{hostPID: true}", "failed:#.hostPID delete:#.hostPID"),
                row("host-ipc-privileges", "{hostIPC: true}", "failed:#.hostIPC delete:#.hostIPC"),
                row("host-network-access", "{hostNetwork: true}", "failed:#.hostNetwork delete:#.hostNetwork"),
                row(
                        "container-hostPort",
                        "{containers: [{name: c, ports: [{containerPort: 1}, {hostPort: 2}]}]}",
                        "failed:#.containers[0].ports[1].hostPort delete:#.containers[0].ports[1].hostPort"),
                row(
                        "configured-liveness-probe",
                        "{containers: [{name: c}], initContainers: [{name: i}]}",
                        "fix:#.containers[0].livenessProbe=YOUR_VALUE"),
                row(
                        "configured-readiness-probe",
                        "{containers: [{name: a, readinessProbe: {}}, {name: b}]}",
                        "fix:#.containers[1].readinessProbe=YOUR_VALUE"),
                row(
                        "immutable-container-filesystem",
                        "{initContainers: [{name: i, securityContext: {readOnlyRootFilesystem: false}}]}",
                        "fix:#.initContainers[0].securityContext.readOnlyRootFilesystem=true"),
                row(
                        "insecure-capabilities",
                        "{initContainers: [{name: i, securityContext: {capabilities: {add: [KILL, SYS_ADMIN]}}}]}",
                        "failed:#.initContainers[0].securityContext.capabilities.add[1]"
                                + " delete:#.initContainers[0].securityContext.capabilities.add[1]"),
                row(
                        "linux-hardening",
                        "{initContainers: [{name: i}]}",
                        "fix:#.initContainers[0].securityContext.seccompProfile=YOUR_VALUE"),
                row(
                        "non-root-containers",
                        "{securityContext: {runAsUser: 0, runAsGroup: 1}, containers: [{name: c}]}",
                        "fix:#.securityContext.runAsUser=1000"),
                row(
                        "rule-allow-privilege-escalation",
                        "{containers: [{name: c}]}",
                        "fix:#.containers[0].securityContext.allowPrivilegeEscalation=false"
                                + " fix:#.containers[0].securityContext.privileged=false"),
                row(
                        "alert-any-hostpath",
                        "{volumes: [{name: v, hostPath: {path: /}}],"
                                + " initContainers: [{name: i, volumeMounts: [{name: w}, {name: v}]}]}",
                        "failed:#.volumes[0] failed:#.initContainers[0].volumeMounts[1]"
                                + " delete:#.volumes[0] delete:#.initContainers[0].volumeMounts[1]"),
                row(
                        "alert-rw-hostpath",
                        "{volumes: [{name: v, hostPath: {path: /}}],"
                                + " containers: [{name: c, volumeMounts: [{name: v, readOnly: true}, {name: v}]}]}",
                        "fix:#.containers[0].volumeMounts[1].readOnly=true"),
                row(
                        "containers-mounting-docker-socket",
                        "{volumes: [{name: v, hostPath: {path: /var/run/docker.sock}}],"
                                + " containers: [{name: c, volumeMounts: []}]}",
                        "failed:#.volumes[0] delete:#.volumes[0]"),
                row(
                        "image-not-pinned-to-digest",
                        "{ephemeralContainers: [{name: e, image: nginx}]}",
                        "failed:#.ephemeralContainers[0].image review:#.ephemeralContainers[0].image"),
                row(
                        "image-pull-policy-is-not-set-to-always",
                        "{containers: [{name: c, image: nginx, imagePullPolicy: Never}]}",
                        "failed:#.containers[0].image failed:#.containers[0].imagePullPolicy"
                                + " review:#.containers[0].image review:#.containers[0].imagePullPolicy"),
                row(
                        "container-image-repository-v1",
                        "{containers: [{name: c, image: nginx}]}",
                        "failed:#.containers[0].image review:#.containers[0].image"),
                row(
                        "automount-service-account",
                        "{automountServiceAccountToken: true}",
                        "failed:#.automountServiceAccountToken fix:#.automountServiceAccountToken=false"),
                row(
                        "deprecated-service-account-field",
                        "{serviceAccount: web}",
                        "failed:#.serviceAccount delete:#.serviceAccount fix:#.serviceAccountName=web"),
                row("non-existent-service-account", "{serviceAccountName: web}", "failed:#.serviceAccountName"),
                row(
                        "duplicate-env-var",
                        "{ephemeralContainers: [{name: e, env: [{name: A}, {name: B}, {name: A}]}]}",
                        "failed:#.ephemeralContainers[0].env[0].name",
                        "failed:#.ephemeralContainers[0].env[2].name"),
                row(
                        "resource-policies",
                        "{containers: [{name: c, resources: {limits: {cpu: 1}}}]}",
                        "fix:#.containers[0].resources.limits.memory=YOUR_VALUE"),
                row(
                        "resources-cpu-limit-and-request",
                        "{containers: [{name: c, resources: {requests: {cpu: 1}, limits: {cpu: 1500m}}}]}",
                        "failed:#.containers[0].resources.limits.cpu review:#.containers[0].resources.limits.cpu"),
                row("ensure_network_policy_configured_in_labels", "{}", ""),
                row("ingress-and-egress-blocked", "{}", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void rule_findsThePodOfEveryKind(String rule, String spec, List<String> expected) {
        KINDS.forEach((kind, path) -> {
            List<String> lines = expected.stream()
                    .map(line -> (kind + "/app " + line.replace("#", path)).trim())
                    .toList();
            assertThat(Judging.alerts(rule, INPUTS, workload(kind, spec)))
                    .as(kind)
                    .containsExactlyElementsOf(lines);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void rule_leavesOtherKindsAlone(String rule, String spec, List<String> expected) {
        assertThat(expected).isNotEmpty();
        assertThat(Judging.alerts(rule, INPUTS, workload("Rollout", spec))).isEmpty();
    }

    private static Arguments row(String rule, String spec, String... expected) {
        return Arguments.of(rule, spec, List.of(expected));
    }

    static String workload(String kind, String spec) {
        String head = "apiVersion: example.org/v7\nkind: " + kind + "\nmetadata: {name: app, namespace: shop}\nspec:";
        return switch (kind) {
            case "Pod" -> head + " " + spec;
            case "CronJob" -> head + " {jobTemplate: {spec: {template: {metadata: {}, spec: " + spec + "}}}}";
            default -> head + " {template: {metadata: {}, spec: " + spec + "}}";
        };
    }
}
