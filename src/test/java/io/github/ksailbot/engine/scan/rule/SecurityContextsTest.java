package io.github.ksailbot.engine.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules of C-0211 say of pods that their own cases do not show. */
class SecurityContextsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # rule                        | spec of the pod                                                            | alert
        drop-capability-netraw        | {containers: [{securityContext: {capabilities: {drop: [NET_RAW], add: [NET_RAW]}}}]} | ''
        drop-capability-netraw        | {initContainers: [{}], ephemeralContainers: [{}]}                          | ''
        drop-capability-netraw        | {containers: [{securityContext: {capabilities: {drop: [KILL]}}}]}          | fix:spec.containers[0].securityContext.capabilities.drop[1]=NET_RAW
        set-seLinuxOptions            | {securityContext: {seLinuxOptions: {level: s0}}, containers: [{}]}         | ''
        set-seccomp-profile           | {initContainers: [{}]}                                                     | ''
        set-fsgroup-value             | {securityContext: {fsGroup: 0}}                                            | ''
        set-fsgroup-value             | {}                                                                         | fix:spec.securityContext.fsGroup=YOUR_VALUE
        set-fsgroupchangepolicy-value | {securityContext: {fsGroupChangePolicy: Always}}                           | ''
        set-sysctls-params            | {securityContext: {sysctls: []}}                                           | ''
        set-sysctls-params            | {securityContext: {sysctls: [{value: a}, null]}}                           | ''
        set-supplementalgroups-values | {securityContext: {supplementalGroups: [1, 2]}}                            | ''
        set-runasusername-value       | {containers: [{}]}                                                         | ''
        set-runasusername-value       | {nodeSelector: {kubernetes.io/os: windows}, containers: [{}]}              | fix:spec.containers[0].securityContext.windowsOptions.runAsUserName=YOUR_VALUE
        set-gmsacredentialspecname-value | {os: {name: windows}, securityContext: {windowsOptions: {gmsaCredentialSpecName: a}}, containers: [{}]} | ''
        set-hostprocess-true          | {initContainers: [{securityContext: {windowsOptions: {hostProcess: true}}}]} | failed:spec.initContainers[0].securityContext.windowsOptions.hostProcess fix:spec.initContainers[0].securityContext.windowsOptions.hostProcess=false
        set-hostprocess-true          | {securityContext: {windowsOptions: {hostProcess: "true"}}}                 | ''
        """)
    void pod_isJudgedByWhatItSets(String rule, String spec, String alert) {
        assertThat(Judging.alerts(rule, "{kind: Pod, metadata: {name: a}, spec: " + spec + "}"))
                .containsExactlyElementsOf(alert.isEmpty() ? List.of() : List.of("Pod/a " + alert));
    }
}
