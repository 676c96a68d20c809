package io.github.ksailbot.delivery.argocd;

import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.AUTOMATED;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.NEW;
import static io.github.ksailbot.delivery.argocd.ArgoCdWorld.URL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.diagnosis.Diagnosis;
import io.github.ksailbot.delivery.diagnosis.Diagnostician;
import io.github.ksailbot.delivery.reconcile.Reconciliation;
import io.github.ksailbot.delivery.redaction.Redactor;
import io.github.ksailbot.delivery.roles.DeployedRoles;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgoCdRolesTest {
    private static final String WORKLOADS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api, namespace: shop}
            spec: {template: {spec: {containers: [{name: api, image: api:2}]}}}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: web, namespace: shop}
            spec: {strategy: {canary: {steps: [{setWeight: 50}]}}}
            """;

    @TempDir
    private Path directory;

    @Test
    void whoMayLookInOneNamespaceOnly_isToldSo() {
        String role = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: bot, namespace: argocd}
                rules: [{apiGroups: [argoproj.io], resources: [applications], verbs: [list, watch, patch]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: bot, namespace: argocd}
                roleRef: {kind: Role, name: bot}
                subjects: [{kind: ServiceAccount, name: ksail-bot, namespace: ksail-bot}]
                """;
        try (ArgoCdWorld world = new ArgoCdWorld(directory, cluster -> {
            cluster.apply(role);
            return cluster.users().issueServiceAccount("ksail-bot", "ksail-bot");
        })) {
            world.artifact(NEW, ArgoCdWorld.FILES);
            world.application("ksail", AUTOMATED);
            Reconciliation reconciliation = world.reconcile();
            assertThat(reconciliation.failure()).isNull();
            assertThat(reconciliation.notes())
                    .anyMatch(note -> note.startsWith("Argo CD's control plane could not be looked at, went on"))
                    .anyMatch(note -> note.startsWith("Applications were looked for in the namespace argocd only"));
        }
    }

    @Test
    void roles_areWhatDeliveryAndDiagnosisNeed() {
        List<DeployedRoles> roles = new ArrayList<>();
        try (ArgoCdWorld world = new ArgoCdWorld(directory, cluster -> {
            roles.add(DeployedRoles.in(cluster, "argocd"));
            return roles.get(0).token();
        })) {
            world.cluster.namespace("shop");
            world.artifact(NEW, Map.of("a.yaml", WORKLOADS));
            world.application("argocd", "ksail", URL, "dev", AUTOMATED);
            world.argo
                    .script()
                    .next("Rollout", "shop", "web", Behaviour.slow(Duration.ofSeconds(20)))
                    .always(
                            "Deployment",
                            "shop",
                            "api",
                            new Behaviour.Fails("CrashLoopBackOff", "back-off restarting", Duration.ofSeconds(30)));
            world.cluster.logs().set("shop", "api-0", "api", true, "no configuration\n");
            world.repair = true;
            Reconciliation reconciliation = world.reconcile();
            assertThat(reconciliation.failure()).isNotNull();
            Diagnosis diagnosis = new Diagnostician(world.api, world.clock, new Redactor())
                    .diagnose(reconciliation, id -> Optional.empty());
            assertThat(diagnosis.pods()).isNotEmpty();
            assertThat(diagnosis.unseen()).isEmpty();
            roles.get(0).assertExact();
        }
    }
}
