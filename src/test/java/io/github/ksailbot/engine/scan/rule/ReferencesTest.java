package io.github.ksailbot.engine.scan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that follow references between resources: over namespaces that are left out, other kinds and missing ends. */
class ReferencesTest {
    private static final String DEPLOYMENT =
            "{kind: Deployment, metadata: {name: web, namespace: shop}, spec: {template: {metadata: {labels: {app:"
                    + " web, tier: front}}, spec: {}}}}";
    private static final String POLICY = "{kind: NetworkPolicy, metadata: {name: p, namespace: shop}, spec: ";
    private static final String CILIUM = "{kind: CiliumNetworkPolicy, metadata: {name: p, namespace: shop}, ";
    private static final String CLUSTER = "{kind: CiliumClusterwideNetworkPolicy, metadata: {name: p}, ";
    private static final String NAMESPACE = "{kind: Namespace, metadata: {name: shop}}";

    private static Stream<Arguments> cases() {
        return Stream.of(
                row("dangling-networkpolicy", "empty selector selects all", POLICY + "{podSelector: {}}}"),
                row(
                        "dangling-networkpolicy",
                        "no workload at all",
                        POLICY + "{podSelector: {matchLabels: {app: web}}}}",
                        "NetworkPolicy/p failed:spec.podSelector"),
                row(
                        "dangling-networkpolicy",
                        "labels and expressions that match",
                        POLICY
                                + "{podSelector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator:"
                                + " In, values: [front]}, {key: x, operator: DoesNotExist}, {key: tier, operator:"
                                + " Exists}, {key: y, operator: NotIn, values: [z]}]}}}\n"
                                + "---\n"
                                + DEPLOYMENT),
                row(
                        "dangling-networkpolicy",
                        "an expression that does not match",
                        POLICY
                                + "{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values:"
                                + " [front]}]}}}\n"
                                + "---\n"
                                + DEPLOYMENT,
                        "NetworkPolicy/p failed:spec.podSelector"),
                row(
                        "dangling-networkpolicy",
                        "an operator that nobody knows",
                        POLICY + "{podSelector: {matchExpressions: [{key: app, operator: Like}]}}}\n---\n" + DEPLOYMENT,
                        "NetworkPolicy/p failed:spec.podSelector"),
                row(
                        "dangling-networkpolicy",
                        "a workload of another namespace",
                        "{kind: NetworkPolicy, metadata: {name: p}, spec: {podSelector: {matchLabels: {app: web}}}}\n"
                                + "---\n"
                                + DEPLOYMENT,
                        "NetworkPolicy/p failed:spec.podSelector"),
                row(
                        "dangling-ingress-backend",
                        "one backend there, one not, and a resource",
                        "{kind: Ingress, metadata: {name: i}, spec: {defaultBackend: {service: {name: c}}, rules: [{},"
                                + " {http: {paths: [{backend: {service: {name: a}}}, {backend: {service: {name: b}}},"
                                + " {backend: {resource: {}}}]}}]}}\n"
                                + "---\n"
                                + "{kind: Service, metadata: {name: a, namespace: default}}\n"
                                + "---\n"
                                + "{kind: Service, metadata: {name: c, namespace: shop}}",
                        "Ingress/i failed:spec.defaultBackend.service.name",
                        "Ingress/i failed:spec.rules[1].http.paths[1].backend.service.name"),
                row(
                        "dangling-gateway-backend",
                        "other kinds and groups are not judged",
                        "{kind: TCPRoute, metadata: {name: r, namespace: shop}, spec: {rules: [{backendRefs: [{name:"
                                + " a, kind: Bucket}, {name: a, group: x}, {name: a}, {}, {name: b, namespace:"
                                + " default}]}]}}\n"
                                + "---\n"
                                + "{kind: Service, metadata: {name: b}}",
                        "TCPRoute/r failed:spec.rules[0].backendRefs[2].name"),
                row(
                        "dangling-gateway-backend",
                        "a route of another kind",
                        "{kind: GRPCRoute, metadata: {name: r}, spec: {rules: [{backendRefs: [{name: a}]}]}}"),
                row(
                        "hpa-has-target",
                        "the target has another kind",
                        "{kind: HorizontalPodAutoscaler, metadata: {name: h, namespace: shop}, spec: {scaleTargetRef:"
                                + " {kind: StatefulSet, name: web}}}\n"
                                + "---\n"
                                + DEPLOYMENT,
                        "HorizontalPodAutoscaler/h failed:spec.scaleTargetRef.name"),
                row(
                        "hpa-has-target",
                        "the target is there, or cannot be known",
                        "{kind: HorizontalPodAutoscaler, metadata: {name: h, namespace: shop}, spec: {scaleTargetRef:"
                                + " {kind: Deployment, name: web}}}\n"
                                + "---\n"
                                + "{kind: HorizontalPodAutoscaler, metadata: {name: g}, spec: {scaleTargetRef: {kind:"
                                + " Rollout, name: web}}}\n"
                                + "---\n"
                                + "{kind: HorizontalPodAutoscaler, metadata: {name: f}}\n"
                                + "---\n"
                                + DEPLOYMENT),
                row(
                        "mismatching-selector",
                        "expressions of a job template",
                        "{kind: CronJob, metadata: {name: c}, spec: {jobTemplate: {spec: {selector: {matchExpressions:"
                                + " [{key: a, operator: Exists}]}, template: {metadata: {labels: {b: c}}}}}}}",
                        "CronJob/c failed:spec.jobTemplate.spec.selector.matchExpressions"),
                row(
                        "mismatching-selector",
                        "labels go before expressions, and a controller's selector is flat",
                        "{kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {a: b},"
                                + " matchExpressions: [{key: a, operator: Exists}]}}}\n"
                                + "---\n"
                                + "{kind: ReplicationController, metadata: {name: r}, spec: {selector: {a: b}, template:"
                                + " {metadata: {labels: {a: c}}}}}\n"
                                + "---\n"
                                + "{kind: Job, metadata: {name: j}, spec: {template: {}}}",
                        "Deployment/d failed:spec.selector.matchLabels",
                        "ReplicationController/r failed:spec.selector"),
                row(
                        "non-existent-service-account",
                        "accounts are of a namespace; controllers count",
                        "{kind: ReplicationController, metadata: {name: r}, spec: {template: {spec:"
                                + " {serviceAccountName: a}}}}\n"
                                + "---\n"
                                + "{kind: Pod, metadata: {name: p, namespace: default}, spec: {serviceAccountName: b}}\n"
                                + "---\n"
                                + "{kind: ServiceAccount, metadata: {name: a, namespace: shop}}\n"
                                + "---\n"
                                + "{kind: ServiceAccount, metadata: {name: b}}",
                        "ReplicationController/r failed:spec.template.spec.serviceAccountName"),
                row(
                        "automount-service-account",
                        "the account decides for a pod that says nothing",
                        "{kind: Pod, metadata: {name: a}, spec: {serviceAccountName: off}}\n"
                                + "---\n"
                                + "{kind: Pod, metadata: {name: b}, spec: {serviceAccountName: 'on'}}\n"
                                + "---\n"
                                + "{kind: Pod, metadata: {name: c, namespace: shop}, spec: {serviceAccountName: off}}\n"
                                + "---\n"
                                + "{kind: Pod, metadata: {name: d}, spec: {}}\n"
                                + "---\n"
                                + "{kind: ServiceAccount, metadata: {name: off}, automountServiceAccountToken: false}\n"
                                + "---\n"
                                + "{kind: ServiceAccount, metadata: {name: 'on'}}\n"
                                + "---\n"
                                + "{kind: ServiceAccount, metadata: {name: default}, automountServiceAccountToken: false}",
                        "Pod/b fix:spec.automountServiceAccountToken=false",
                        "Pod/c fix:spec.automountServiceAccountToken=false"),
                row(
                        "namespace-without-service-account",
                        "default does not count",
                        NAMESPACE + "\n---\n{kind: ServiceAccount, metadata: {name: default, namespace: shop}}",
                        "Namespace/shop"),
                row(
                        "namespace-without-service-account",
                        "another one does",
                        NAMESPACE + "\n---\n{kind: ServiceAccount, metadata: {name: web, namespace: shop}}"),
                row("internal-networking", "no policy", NAMESPACE, "Namespace/shop"),
                row("internal-networking", "a policy without anything in it", NAMESPACE + "\n---\n" + POLICY + "{}}"),
                row(
                        "internal-networking",
                        "a policy for all namespaces",
                        NAMESPACE + "\n---\n" + CLUSTER + "specs: [{endpointSelector: {}, egress: []}]}"),
                row(
                        "internal-networking",
                        "one that selects some pods only",
                        NAMESPACE
                                + "\n---\n"
                                + CLUSTER
                                + "spec: {endpointSelector: {matchExpressions: [{key: a, operator: Exists}]}, ingress:"
                                + " []}}",
                        "Namespace/shop"),
                row(
                        "internal-networking",
                        "one that denies nothing by default",
                        NAMESPACE
                                + "\n---\n"
                                + CLUSTER
                                + "spec: {enableDefaultDeny: {ingress: false, egress: false}, endpointSelector: {},"
                                + " ingress: []}}",
                        "Namespace/shop"),
                row(
                        "internal-networking",
                        "one that denies one direction by default",
                        NAMESPACE
                                + "\n---\n"
                                + CLUSTER
                                + "spec: {enableDefaultDeny: {ingress: false, egress: true}, endpointSelector: {},"
                                + " ingress: []}}"),
                row("ensure_network_policy_configured_in_labels", "no policy", DEPLOYMENT, "Deployment/web"),
                row(
                        "ensure_network_policy_configured_in_labels",
                        "expressions alone select nothing",
                        DEPLOYMENT
                                + "\n---\n"
                                + POLICY
                                + "{podSelector: {matchExpressions: [{key: app, operator: Exists}]}}}",
                        "Deployment/web"),
                row(
                        "ensure_network_policy_configured_in_labels",
                        "empty labels select all",
                        DEPLOYMENT + "\n---\n" + POLICY + "{podSelector: {matchLabels: {}}}}"),
                row(
                        "ensure_network_policy_configured_in_labels",
                        "one of several specs of Cilium",
                        DEPLOYMENT
                                + "\n---\n"
                                + CILIUM
                                + "spec: {endpointSelector: {matchLabels: {app: db}}}, specs: [{endpointSelector:"
                                + " {matchLabels: {app: web}}}]}"),
                row(
                        "ingress-and-egress-blocked",
                        "a policy without types",
                        DEPLOYMENT + "\n---\n" + POLICY + "{podSelector: {}}}",
                        "Deployment/web"),
                row(
                        "ingress-and-egress-blocked",
                        "one direction is enough",
                        DEPLOYMENT + "\n---\n" + POLICY
                                + "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}}"),
                row(
                        "ingress-and-egress-blocked",
                        "Cilium for all namespaces",
                        DEPLOYMENT + "\n---\n" + CLUSTER + "spec: {endpointSelector: {}, ingress: [{}]}}"),
                row(
                        "ingress-and-egress-blocked",
                        "Cilium without rules",
                        DEPLOYMENT + "\n---\n" + CILIUM + "spec: {endpointSelector: {}}}",
                        "Deployment/web"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void reference_isFollowed(String rule, String what, String yaml, List<String> expected) {
        assertThat(Judging.alerts(rule, yaml)).as(what).containsExactlyElementsOf(expected);
    }

    private static Arguments row(String rule, String what, String yaml, String... expected) {
        return Arguments.of(rule, what, yaml, List.of(expected));
    }
}
