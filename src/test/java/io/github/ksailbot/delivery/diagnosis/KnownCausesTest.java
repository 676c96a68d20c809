package io.github.ksailbot.delivery.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.Cause;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownCausesTest {
    private final KnownCauses known = new KnownCauses(id -> Optional.empty());

    private static Symptom symptom(String kind, String reason, String message) {
        return new Symptom(new ResourceId("", "", kind, "apps", "web"), reason, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OCIRepository | AuthenticationFailed | no credentials | The source cannot authenticate",
                "OCIRepository | OCIArtifactPullFailed | GET https://ghcr.io/token: DENIED: denied | The source cannot authenticate",
                "GitRepository | GitOperationFailed | authentication required | The source cannot authenticate",
                "OCIRepository | VerificationError | no matching signatures | The artifact is not signed as the cluster demands",
                "OCIRepository | OCIArtifactPullFailed | MANIFEST_UNKNOWN: manifest unknown | The artifact is not in the registry",
                "Kustomization | BuildFailed | error decrypting sops tree: no identity matched any of the recipients | A Secret cannot be decrypted",
                "HelmRelease | RetriesExceeded | Failed to install after 3 attempt(s) | Helm has run out of retries",
                "HelmRelease | UpgradeFailed | another operation (install/upgrade/rollback) is in progress | Another Helm operation holds the release",
                "Kustomization | ReconciliationFailed | no matches for kind \"Certificate\" in version \"cert-manager.io/v1\" | Custom resources come before their definitions",
                "Kustomization | ReconciliationFailed | Deployment/apps/web dry-run failed (Invalid): spec.selector: Invalid value: field is immutable | A field cannot be changed",
                "Kustomization | ReconciliationFailed | Apply failed with 1 conflict: conflict with \"argocd\" | Two owners fight over an object",
                "Kustomization | ReconciliationFailed | admission webhook \"policy.example\" denied the request: no | Admission refused an object",
                "Pod | FailedCreate | pods \"web\" is forbidden: violates PodSecurity \"restricted\" | Admission refused an object",
                "Kustomization | ReconciliationFailed | failed calling webhook \"x\": connection refused | An admission webhook does not answer",
                "Pod | FailedCreate | pods \"web-1\" is forbidden: exceeded quota: compute | A quota is used up",
                "Pod | Unschedulable | 0/3 nodes are available: 3 Insufficient cpu. | A pod does not fit on any node",
                "Pod | ImagePullBackOff | Back-off pulling image \"x:1\" | An image cannot be pulled",
                "Pod | CrashLoopBackOff | OOMKilled: back-off 40s | A container needs more memory than it may use",
                "Pod | CreateContainerConfigError | secret \"db\" not found | A container refers to what is not there",
                "Pod | CrashLoopBackOff | back-off 40s restarting failed container | A container crashes again and again",
                "Pod | Unhealthy | Readiness probe failed: HTTP 500 | A probe fails",
                "HelmRepository | Failed | dial tcp: lookup charts.example: no such host | A name does not resolve",
                "Kustomization | ReconciliationFailed | namespaces \"apps\" not found | A namespace is missing",
                "Kustomization | ReconciliationFailed | is forbidden: User \"x\" cannot create resource | The engine may not do that",
                "Kustomization | BuildFailed | kustomization path not found: stat /tmp/x: no such file or directory | The manifests cannot be built",
                "Kustomization | ReconciliationFailed | Deployment/apps/web dry-run failed (Invalid): spec.replicas is wrong | A manifest is not valid",
            })
    void symptom_isRecognised(String kind, String reason, String message, String title) {
        assertThat(known.of(List.of(symptom(kind, reason, message))))
                .singleElement()
                .satisfies(cause -> {
                    assertThat(cause.title()).isEqualTo(title);
                    assertThat(cause.advice()).isNotBlank().doesNotContain("NAME ");
                });
    }

    @Test
    void unknownSymptom_isNoCause() {
        assertThat(known.of(List.of(symptom("Kustomization", "Progressing", "running health checks"))))
                .isEmpty();
    }

    @Test
    void causeIsAtTheObjectThatTheMessageNames_andAtItsLine() {
        ResourceId deployment = new ResourceId("", "", "Deployment", "shop", "api");
        KnownCauses atLines = new KnownCauses(
                id -> id.equals(deployment) ? Optional.of(Origin.of("k8s/api.yaml", 7, 3)) : Optional.empty());
        List<Cause> causes = atLines.of(List.of(symptom(
                "Kustomization",
                "ReconciliationFailed",
                "Deployment/shop/api dry-run failed (Invalid): spec.selector: field is immutable")));
        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.subject()).isEqualTo(deployment);
            assertThat(cause.origin()).isEqualTo(Origin.of("k8s/api.yaml", 7, 3));
        });
    }

    @Test
    void sameCauseAtTheSameObject_isToldOnce() {
        Symptom pull = symptom("Pod", "ImagePullBackOff", "Back-off pulling image");
        assertThat(known.of(List.of(pull, pull))).hasSize(1);
    }

    @Test
    void longMessage_isSearchedAtItsBeginning_asItsLengthIsOthersChoice() {
        String padding = "lookup ".repeat(KnownCauses.SEARCHED);
        assertThat(known.of(List.of(symptom("Pod", "Failed", "no such host " + padding))))
                .hasSize(1);
        assertThat(known.of(List.of(symptom("Pod", "Failed", padding + "no such host"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, autoscaler",
        "ValidatingWebhookConfiguration, certificate",
        "Secret, made anew",
        "HelmRelease, chart",
        "Service, webhook or another owner",
    })
    void objectThatIsWrittenAgainAndAgain_isADriftLoop(String kind, String words) throws Exception {
        String event = """
                {"type": "Normal", "reason": "Progressing", "count": %d, "message": "%s/apps/web configured"}
                """;
        assertThat(DriftLoops.in(List.of(json(event.formatted(2, kind))))).isEmpty();
        assertThat(DriftLoops.in(List.of(json(event.formatted(2, kind)), json(event.formatted(1, kind)))))
                .singleElement()
                .satisfies(loop -> {
                    assertThat(loop.title()).contains(words);
                    assertThat(loop.subject().name()).isEqualTo("web");
                });
    }

    @Test
    void imagePolicy_thatLeavesOutTheNewestRelease() throws Exception {
        String policy = """
                {"metadata": {"namespace": "apps", "name": "web"},
                 "spec": {"imageRepositoryRef": {"name": "web"}, "policy": {"semver": {"range": "1.x"}}},
                 "status": {"latestRef": {"tag": "1.9.0"}}}
                """;
        String repository = """
                {"metadata": {"namespace": "apps", "name": "web"},
                 "status": {"lastScanResult": {"latestTags": ["latest", "%s", "1.9.0", "1.10.0-rc.1"]}}}
                """;
        List<KubernetesObject> policies = List.of(json(policy));
        assertThat(ImagePolicies.excluding(policies, List.of(json(repository.formatted("2.0.1")))))
                .singleElement()
                .satisfies(symptom ->
                        assertThat(symptom.message()).contains("2.0.1").contains("1.x"));
        assertThat(ImagePolicies.excluding(policies, List.of(json(repository.formatted("1.8.7")))))
                .isEmpty();
    }

    private static KubernetesObject json(String text) throws Exception {
        return new KubernetesObject(new com.fasterxml.jackson.databind.ObjectMapper().readTree(text));
    }
}
