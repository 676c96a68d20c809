package io.github.ksailbot.engine.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defaults, missing fields and odd values of what a pod and its containers say. */
class PodFieldsTest {
    private static final ControlInputs INPUTS = new ControlInputs(java.util.Map.of(
            "insecureCapabilities", List.of("SYS_ADMIN"),
            "floatingImageTags", List.of("stable"),
            "imageDigestExemptRepositories", List.of("registry.example/mine")));

    private static final String DIGEST = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # rule                                  | container                                                       | alerts
        immutable-container-filesystem          | securityContext: {readOnlyRootFilesystem: true}                 | 0
        immutable-container-filesystem          | securityContext: {readOnlyRootFilesystem: 'true'}               | 1
        immutable-container-filesystem          | securityContext: {readOnlyRootFilesystem: null}                 | 1
        immutable-container-filesystem          | securityContext: []                                             | 1
        non-root-containers                     | securityContext: {runAsNonRoot: true, runAsGroup: 1}            | 0
        non-root-containers                     | securityContext: {runAsUser: 5, runAsGroup: 1}                  | 0
        non-root-containers                     | securityContext: {runAsNonRoot: true, runAsUser: 0, runAsGroup: 1} | 0
        non-root-containers                     | securityContext: {runAsUser: 0.0, runAsGroup: 1}                | 1
        non-root-containers                     | securityContext: {runAsUser: '0', runAsGroup: '0'}              | 0
        non-root-containers                     | securityContext: {runAsNonRoot: true}                           | 1
        linux-hardening                         | securityContext: {seccompProfile: {type: RuntimeDefault}}       | 0
        linux-hardening                         | securityContext: {seLinuxOptions: {}, capabilities: {drop: [ALL]}} | 1
        insecure-capabilities                   | securityContext: {capabilities: {add: [sys_admin]}}             | 0
        insecure-capabilities                   | securityContext: {capabilities: {add: {SYS_ADMIN: SYS_ADMIN}}}  | 0
        container-hostPort                      | ports: [{hostPort: 0}]                                          | 1
        container-hostPort                      | ports: [{containerPort: 80}]                                    | 0
        configured-liveness-probe               | livenessProbe: {}                                               | 0
        configured-liveness-probe               | livenessProbe: false                                            | 1
        configured-liveness-probe               | livenessProbe: null                                             | 1
        resources-cpu-limits                    | resources: {limits: {cpu: null}}                                | 1
        resources-cpu-limits                    | resources: {limits: {cpu: 1}}                                   | 0
        duplicate-env-var                       | env: [{value: a}, {value: b}]                                   | 0
        duplicate-env-var                       | env: [{name: A}, {name: A}, {name: A}]                          | 3
        resource-policies                       | resources: {limits: {cpu: 1, memory: 1Gi}}                      | 0
        resource-policies                       | resources: {limits: {}}                                         | 1
        resources-cpu-limits                    | resources: {limits: {cpu: 0}}                                   | 0
        image-not-pinned-to-digest              | workingDir: /                                                   | 0
        image-not-pinned-to-digest              | image: 'registry.example:5000/app'                              | 1
        image-not-pinned-to-digest              | image: 'registry.example/mine:1'                                | 0
        image-not-pinned-to-digest              | image: 'registry.example/mine-too:1'                            | 1
        image-not-pinned-to-digest              | image: 'app:1@sha256:#'                                         | 0
        image-not-pinned-to-digest              | image: 'app@sha256:#0'                                          | 1
        image-not-pinned-to-digest              | image: 'app@blake3:#'                                           | 0
        image-not-pinned-to-digest              | image: 'app@md5+x:1'                                            | 0
        image-pull-policy-is-not-set-to-always  | {image: app, imagePullPolicy: Always}                           | 0
        image-pull-policy-is-not-set-to-always  | {image: app}                                                    | 0
        image-pull-policy-is-not-set-to-always  | {image: 'app:1', imagePullPolicy: IfNotPresent}                 | 0
        image-pull-policy-is-not-set-to-always  | {image: 'app:latest', imagePullPolicy: IfNotPresent}            | 1
        image-pull-policy-is-not-set-to-always  | {image: 'app:stable', imagePullPolicy: IfNotPresent}            | 1
        image-pull-policy-is-not-set-to-always  | {image: 'app:stable@sha256:#', imagePullPolicy: Never}          | 0
        image-pull-policy-is-not-set-to-always  | {image: 'localhost:5000/app', imagePullPolicy: IfNotPresent}    | 1
        image-pull-policy-is-not-set-to-always  | {image: 'localhost:5000/app:1', imagePullPolicy: IfNotPresent}  | 0
        image-pull-policy-is-not-set-to-always  | {imagePullPolicy: IfNotPresent}                                 | 1
        rule-allow-privilege-escalation         | securityContext: {allowPrivilegeEscalation: false}              | 0
        rule-allow-privilege-escalation         | securityContext: {allowPrivilegeEscalation: 'false'}            | 1
        """)
    void container_isJudgedByItsFields(String rule, String fields, int alerts) {
        String container = (fields.startsWith("{") ? fields : "{" + fields + "}").replace("#", DIGEST);
        assertThat(Judging.alerts(
                        rule, INPUTS, WorkloadKindsTest.workload("Deployment", "{containers: [" + container + "]}")))
                .hasSize(alerts);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # rule                          | pod spec                                                              | alerts
        host-pid-privileges             | hostPID: 'true'                                                       | 0
        host-pid-ipc-privileges         | {hostPID: true, hostIPC: true}                                        | 2
        linux-hardening                 | {securityContext: {seccompProfile: {}}, containers: [{name: c}]}      | 0
        alert-any-hostpath              | {volumes: [{name: v, hostPath: {path: /}}], containers: [{name: c}]}  | 0
        alert-any-hostpath              | {volumes: [{name: v, hostPath: {}}], containers: [{volumeMounts: []}]} | 0
        alert-any-hostpath              | {volumes: [{name: v, hostPath: {path: /}}], containers: [{volumeMounts: []}, {volumeMounts: []}]} | 2
        alert-rw-hostpath               | {volumes: [{name: v, hostPath: {path: /}}], containers: [{volumeMounts: [{name: w}]}]} | 0
        alert-rw-hostpath               | {volumes: [{name: v, hostPath: {path: /}}], containers: [{volumeMounts: [{name: v, readOnly: 'true'}]}]} | 1
        alert-rw-hostpath               | {volumes: [{name: v, emptyDir: {}}], containers: [{volumeMounts: [{name: v}]}]} | 0
        containers-mounting-docker-socket | {volumes: [{name: v, hostPath: {path: /var/run}}], containers: [{volumeMounts: []}]} | 0
        automount-service-account       | {}                                                                    | 1
        automount-service-account       | automountServiceAccountToken: false                                   | 0
        deprecated-service-account-field | {serviceAccount: a, serviceAccountName: a}                           | 0
        deprecated-service-account-field | {serviceAccount: a, serviceAccountName: b}                           | 1
        deprecated-service-account-field | {serviceAccount: a, serviceAccountName: ''}                          | 2
        deprecated-service-account-field | {serviceAccount: '', serviceAccountName: b}                          | 1
        deprecated-service-account-field | {serviceAccount: ''}                                                 | 0
        non-existent-service-account    | serviceAccountName: default                                           | 0
        non-existent-service-account    | serviceAccountName: ''                                                | 0
        non-existent-service-account    | serviceAccountName: 5                                                 | 1
        configured-liveness-probe       | containers: {a: {}}                                                   | 0
        configured-liveness-probe       | containers: [null]                                                    | 1
        """)
    void pod_isJudgedByItsFields(String rule, String fields, int alerts) {
        String spec = fields.startsWith("{") ? fields : "{" + fields + "}";
        assertThat(Judging.alerts(rule, INPUTS, WorkloadKindsTest.workload("Job", spec)))
                .hasSize(alerts);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # rule                           | what an ephemeral container of a Pod fails with
        immutable-container-filesystem   | Pod/app
        non-root-containers              | Pod/app
        insecure-capabilities            | Pod/app failed:spec.ephemeralContainers[0].securityContext.capabilities.add[0]
        """)
    void ephemeralContainer_failsWithoutAFixAndOnlyInAPod(String rule, String alert) {
        String spec = "{ephemeralContainers: [{name: e, securityContext: {capabilities: {add: [SYS_ADMIN]}}}]}";
        assertThat(Judging.alerts(rule, INPUTS, WorkloadKindsTest.workload("Pod", spec)))
                .containsExactly(alert);
        assertThat(Judging.alerts(rule, INPUTS, WorkloadKindsTest.workload("Deployment", spec)))
                .isEmpty();
    }
}
