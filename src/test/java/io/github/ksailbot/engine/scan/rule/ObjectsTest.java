package io.github.ksailbot.engine.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about what is not a pod: namespaces, policies, accounts, deployments of certain programs, sandboxes. */
class ObjectsTest {
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final String WEBHOOK = "{kind: MutatingWebhookConfiguration, metadata: {name: w}, webhooks: ";
    private static final String BARE = "{kind: Namespace, metadata: {name: shop}}";

    private static Stream<Arguments> cases() {
        return Stream.of(
                row(
                        "pod-security-admission-applied-1",
                        BARE,
                        "Namespace/shop fix:metadata.labels[" + ENFORCE + "]=YOUR_VALUE"),
                row("pod-security-admission-applied-1", namespace("{" + ENFORCE + "-version: v1.30}")),
                row("pod-security-admission-applied-2", BARE + "\n---\n" + WEBHOOK + "[{}, {rules: [{scope: '*'}]}]}"),
                row(
                        "pod-security-admission-applied-2",
                        BARE + "\n---\n" + WEBHOOK + "[{rules: [{}, {scope: Cluster}]}]}",
                        "Namespace/shop fix:metadata.labels[" + ENFORCE + "]=YOUR_VALUE"),
                row("pod-security-admission-baseline-applied-1", namespace("{" + ENFORCE + ": restricted}")),
                row(
                        "pod-security-admission-baseline-applied-2",
                        namespace("{" + ENFORCE + ": privileged}"),
                        "Namespace/shop fix:metadata.labels[" + ENFORCE + "]=baseline"),
                row(
                        "pod-security-admission-restricted-applied-1",
                        namespace("{" + ENFORCE + ": baseline}"),
                        "Namespace/shop fix:metadata.labels[" + ENFORCE + "]=restricted"),
                row("pod-security-admission-restricted-applied-2", namespace("{" + ENFORCE + ": restricted}")),
                row(
                        "psp-deny-hostpid",
                        policy("a", "{hostPID: true}") + "\n---\n" + policy("b", "{hostPID: true}"),
                        "PodSecurityPolicy/a failed:spec.hostPID delete:spec.hostPID",
                        "PodSecurityPolicy/b failed:spec.hostPID delete:spec.hostPID"),
                row("psp-deny-hostpid", policy("a", "{hostPID: true}") + "\n---\n" + policy("b", "{}")),
                row("psp-deny-allowed-capabilities", policy("a", "{allowedCapabilities: []}")),
                row(
                        "psp-deny-root-container",
                        policy("a", "{runAsUser: {rule: MustRunAs, ranges: [{min: 0}]}}"),
                        "PodSecurityPolicy/a failed:spec.runAsUser.rule delete:spec.runAsUser.rule"),
                row(
                        "psp-deny-root-container",
                        policy("a", "{runAsUser: {rule: MustRunAs, ranges: [{min: 0}, {min: 1}]}}")),
                row("psp-deny-root-container", policy("a", "{runAsUser: {rule: MustRunAsNonRoot}}")),
                row(
                        "psp-required-drop-capabilities",
                        policy("a", "{requiredDropCapabilities: []}"),
                        "PodSecurityPolicy/a fix:spec.requiredDropCapabilities[0]=ALL"),
                row(
                        "automount-default-service-account",
                        "{kind: ServiceAccount, metadata: {name: default}, automountServiceAccountToken: null}",
                        "ServiceAccount/default fix:automountServiceAccountToken=false"),
                row("automount-default-service-account", "{kind: ServiceAccount, metadata: {name: web}}"),
                row(
                        "anonymous-access-enabled",
                        "{kind: RoleBinding, metadata: {name: b}, subjects: [{name: system:unauthenticated}, {name:"
                                + " web}, {name: system:anonymous}]}",
                        "RoleBinding/b failed:subjects[0] delete:subjects[0]",
                        "RoleBinding/b failed:subjects[2] delete:subjects[2]"),
                row("naked-pods", "{kind: Pod, metadata: {name: p}}", "Pod/p"),
                row("naked-pods", "{kind: Pod, metadata: {name: p, ownerReferences: [{}]}}"),
                row(
                        "pods-in-default-namespace",
                        "{kind: Job, metadata: {name: j}}",
                        "Job/j fix:metadata.namespace=YOUR_NAMESPACE"),
                row(
                        "pods-in-default-namespace",
                        "{kind: Job, metadata: {name: j, namespace: default}}",
                        "Job/j failed:metadata.namespace review:metadata.namespace"),
                row("no-rolling-update-strategy", "{kind: Deployment, metadata: {name: d}, spec: {strategy: {}}}"),
                row(
                        "no-rolling-update-strategy",
                        "{kind: Deployment, metadata: {name: d}, spec: {strategy: {type: Recreate}}}",
                        "Deployment/d failed:spec.strategy.type review:spec.strategy.type"
                                + " fix:spec.strategy.type=RollingUpdate"),
                row("ingress-no-tls", "{kind: Ingress, metadata: {name: i}, spec: {tls: []}}"),
                row(
                        "ingress-no-tls",
                        "{kind: Ingress, metadata: {name: i}, spec: {}}",
                        "Ingress/i fix:spec.tls=<your-tls-definition>"),
                row(
                        "outdated-k8s-version",
                        "{kind: Node, metadata: {name: n}, status: {nodeInfo: {kubeletVersion: v1.20.7}}}",
                        "Node/n review:status.nodeInfo.kubeletVersion"),
                row("outdated-k8s-version", "{kind: Node, metadata: {name: n}}"),
                row(
                        "nginx-ingress-snippet-annotation-vulnerability",
                        deployment("k8s.gcr.io/ingress-nginx/controller:v0.49.0@sha256:abc"),
                        "Deployment/d failed:spec.template.spec.containers[0].image"
                                + " review:spec.template.spec.containers[0].image"),
                row(
                        "nginx-ingress-snippet-annotation-vulnerability",
                        deployment("ingress-nginx:v0.49.0")
                                + "\n"
                                + "---\n"
                                + "{kind: ConfigMap, metadata: {name: c, namespace: shop}, data:"
                                + " {allow-snippet-annotations: 'false'}}"),
                row("nginx-ingress-snippet-annotation-vulnerability", deployment("ingress-nginx:v0.49.1")),
                row("nginx-ingress-snippet-annotation-vulnerability", deployment("ingress-nginx")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void object_isJudged(String rule, String yaml, List<String> expected) {
        assertThat(Judging.alerts(rule, yaml)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # rule           | image                                   | vulnerable
        CVE-2022-24348   | quay.io/argoproj/argocd:v1.8.7          | true
        CVE-2022-24348   | quay.io/argoproj/argocd:v2.0.9          | true
        CVE-2022-24348   | quay.io/argoproj/argocd:v2.1.8          | true
        CVE-2022-24348   | quay.io/argoproj/argocd:v2.1.9          | false
        CVE-2022-24348   | quay.io/argoproj/argocd:v2.2.3          | true
        CVE-2022-24348   | quay.io/argoproj/argocd:v2.2.4          | false
        CVE-2022-24348   | quay.io/argoproj/argocd:v2.2.3-rc1      | false
        CVE-2022-24348   | quay.io/argoproj/argocd:v2.2            | false
        CVE-2022-24348   | quay.io/argoproj/argocd:v99999999999.0.0 | false
        CVE-2022-39328   | grafana/grafana:9.2.3                   | true
        CVE-2022-39328   | grafana/grafana:9.2.3-ubuntu            | true
        CVE-2022-39328   | grafana/grafana:9.2.4                   | false
        CVE-2022-39328   | localhost:5000/grafana:9.2.3            | false
        CVE-2022-47633   | ghcr.io/kyverno/kyverno:v1.8.3          | true
        CVE-2022-47633   | ghcr.io/kyverno/kyverno:v1.8.5          | false
        CVE-2022-47633   | ghcr.io/kyverno/kyverno:v1.8.2          | false
        """)
    void programWithAHole_failsInItsVersionsOnly(String rule, String image, boolean vulnerable) {
        assertThat(Judging.alerts(rule, deployment(image))).hasSize(vulnerable ? 1 : 0);
        assertThat(Judging.tested(rule, deployment(image) + "\n---\n" + deployment("nginx:1")))
                .containsExactly("Deployment/d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # image                             | allowed
        python:3                            | true
        docker.io/library/python:3          | false
        acme/python:3                       | false
        ghcr.io/acme/python                 | true
        ghcr.io/acme@sha256:1               | true
        ghcr.io/acme-too/python             | false
        quay.io/any/thing                   | true
        registry.example:5000/app           | true
        registry.example:50000/app          | false
        localhost/python                    | false
        """)
    void sandbox_takesImagesOfListedRegistriesOnly(String image, boolean allowed) {
        ControlInputs inputs = Judging.inputs(
                "imageRepositoryAllowList", "docker.io/python", "ghcr.io/acme", "quay.io/", "registry.example:5000");
        assertThat(Judging.alerts(
                        "agent-sandbox-image-registry-allowlist", inputs, sandbox("{image: '" + image + "'}")))
                .hasSize(allowed ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # image                  | fixed
        app:1                    | true
        app                      | false
        app:latest               | false
        app:stable               | false
        app:latest@sha256:1      | true
        localhost:5000/app       | false
        localhost:5000/app:1     | true
        ''                       | true
        """)
    void sandbox_takesFixedImagesOnly(String image, boolean fixed) {
        ControlInputs inputs = Judging.inputs("floatingImageTags", "stable");
        List<String> alerts =
                Judging.alerts("agent-sandbox-image-tag-provenance", inputs, sandbox("{image: '" + image + "'}"));
        assertThat(alerts).hasSize(fixed ? 0 : 1);
        if (!fixed) {
            assertThat(alerts).containsExactly("SandboxTemplate/s failed:spec.podTemplate.spec.containers[0].image");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # spec                                                                        | failed
        {networkPolicyManagement: null, networkPolicy: {egress: null}}                | ''
        {networkPolicyManagement: Unmanaged}                                          | spec.networkPolicyManagement
        {}                                                                            | spec.networkPolicy
        {networkPolicy: []}                                                           | spec.networkPolicy
        {networkPolicy: {egress: {}}}                                                 | spec.networkPolicy.egress
        {networkPolicy: {egress: [{}]}}                                               | spec.networkPolicy.egress
        {networkPolicy: {egress: [null]}}                                             | spec.networkPolicy.egress
        {networkPolicy: {egress: [{to: []}]}}                                         | spec.networkPolicy.egress
        {networkPolicy: {egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {}]}]}}        | spec.networkPolicy.egress
        {networkPolicy: {egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}} | spec.networkPolicy.egress
        {networkPolicy: {egress: [{to: [{namespaceSelector: {}}]}]}}                  | spec.networkPolicy.egress
        {networkPolicy: {egress: [{to: [{ipBlock: {cidr: '0:0::/0'}}]}]}}             | spec.networkPolicy.egress
        {networkPolicy: {egress: [{to: [{ipBlock: {cidr: 10.1.2.3/0}}]}]}}            | spec.networkPolicy.egress
        {networkPolicy: {egress: [{to: [{podSelector: {matchExpressions: [{key: a}]}}]}]}} | ''
        {networkPolicy: {egress: [{to: [{ipBlock: {cidr: '::/0'}, podSelector: {matchLabels: {a: b}}}]}]}} | ''
        """)
    void sandbox_reachesNamedPeersOnly(String spec, String failed) {
        List<String> alerts = Judging.alerts(
                "agent-sandbox-egress-policy", "{kind: SandboxTemplate, metadata: {name: s}, spec: " + spec + "}");
        assertThat(alerts)
                .containsExactlyElementsOf(
                        failed.isEmpty() ? List.of() : List.of("SandboxTemplate/s failed:" + failed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # provider | path                        | alerts
        eks        | /.aws                       | 1
        eks        | /.aws/credentials/          | 1
        eks        | /etc                        | 0
        aks        | /etc                        | 1
        aks        | /etc/kubernetes/azure.json  | 0
        gke        | /.config/gcloud             | 1
        other      | /etc                        | 0
        """)
    void cloudCredentials_areLookedForWhereTheCloudKeepsThem(String provider, String path, int alerts) {
        String spec =
                "{volumes: [{name: v, hostPath: {path: " + path + "}}], containers: [{volumeMounts: [{name: v}]}]}";
        String rule = "alert-mount-potential-credentials-paths";
        assertThat(Judging.alerts(
                        rule, Judging.inputs("cloudProvider", provider), WorkloadKindsTest.workload("Pod", spec)))
                .hasSize(alerts);
        assertThat(Judging.alerts(rule, WorkloadKindsTest.workload("Pod", spec)))
                .isEmpty();
    }

    @Test
    void missingLabels_areAskedForAtTheWorkloadAndItsPods() {
        ControlInputs inputs = Judging.inputs("recommendedLabels", "app", "tier");
        String labelled =
                "metadata: {name: w, labels: {tier: x}}, spec: {template: {metadata: {labels: {app: x}}, spec: {}}}}";
        String bare = "metadata: {name: w, labels: null}, spec: {template: {spec: {}}}}";
        String rule = "label-usage-for-resources";
        assertThat(Judging.alerts(rule, inputs, "{kind: Deployment, " + labelled))
                .isEmpty();
        assertThat(Judging.alerts(rule, inputs, "{kind: Deployment, " + bare))
                .containsExactly("Deployment/w fix:metadata.labels[app]=YOUR_VALUE"
                        + " fix:spec.template.metadata.labels[app]=YOUR_VALUE");
        assertThat(Judging.alerts(rule, "{kind: Deployment, " + labelled))
                .containsExactly("Deployment/w fix:metadata.labels[YOUR_LABEL]=YOUR_VALUE"
                        + " fix:spec.template.metadata.labels[YOUR_LABEL]=YOUR_VALUE");
    }

    @Test
    void resources_areComparedAsAmounts() {
        ControlInputs inputs = new ControlInputs(Map.of(
                "memory_limit_max",
                List.of("1Gi"),
                "memory_request_min",
                List.of("100M"),
                "cpu_request_min",
                List.of("x")));
        String container = "{name: c, resources: {requests: {memory: %s}, limits: {memory: %s}}}";
        String rule = "resources-memory-limit-and-request";
        String path = "spec.containers[0].resources.";
        assertThat(judgeContainer(rule, inputs, container.formatted("100000000", "1024Mi")))
                .isEmpty();
        assertThat(judgeContainer(rule, inputs, container.formatted("99.9M", "1.1G")))
                .containsExactly(
                        "Pod/app failed:" + path + "limits.memory review:" + path + "limits.memory",
                        "Pod/app failed:" + path + "requests.memory review:" + path + "requests.memory");
        assertThat(judgeContainer(rule, inputs, container.formatted("much", "1e999")))
                .isEmpty();
    }

    private static List<String> judgeContainer(String rule, ControlInputs inputs, String container) {
        return Judging.alerts(rule, inputs, WorkloadKindsTest.workload("Pod", "{containers: [" + container + "]}"));
    }

    private static Arguments row(String rule, String yaml, String... expected) {
        return Arguments.of(rule, yaml, List.of(expected));
    }

    private static String namespace(String labels) {
        return "{kind: Namespace, metadata: {name: shop, labels: " + labels + "}}";
    }

    private static String policy(String name, String spec) {
        return "{kind: PodSecurityPolicy, metadata: {name: " + name + "}, spec: " + spec + "}";
    }

    private static String deployment(String image) {
        return "{kind: Deployment, metadata: {name: d, namespace: shop}, spec: {template: {spec: {containers: [{image:"
                + " '"
                + image
                + "'}]}}}}";
    }

    private static String sandbox(String container) {
        return "{kind: SandboxTemplate, metadata: {name: s}, spec: {podTemplate: {spec: {containers: ["
                + container
                + "]}}}}";
    }
}
