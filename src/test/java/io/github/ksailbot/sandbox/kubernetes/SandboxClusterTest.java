package io.github.ksailbot.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.ksailbot.sandbox.SettableClock;
import io.github.ksailbot.sandbox.kubernetes.fault.Fault;
import io.github.ksailbot.sandbox.kubernetes.fault.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxClusterTest {
    private static final String KUSTOMIZATIONS =
            "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String APPLICATIONS = "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final SandboxCluster cluster = SandboxCluster.start(clock);
    private final Http http = Http.admin(cluster);

    @AfterEach
    void close() {
        cluster.close();
    }

    private void kustomization(String name) {
        cluster.apply("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: flux-system}
                spec: {interval: 1m, path: ./, prune: true}
                """.formatted(name));
    }

    private void map(String name, String labels) {
        cluster.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, labels: {%s}}}".formatted(name, labels));
    }

    @Test
    void discovery_namesGroupsAndResources() {
        assertThat(http.get("/api").at("/versions/0").asText()).isEqualTo("v1");
        assertThat(http.get("/apis").body().findValuesAsText("name"))
                .contains("apps", "batch", "source.toolkit.fluxcd.io", "argoproj.io", "fluxcd.controlplane.io");
        assertThat(http.get("/apis/helm.toolkit.fluxcd.io/v2").body().findValuesAsText("name"))
                .contains("helmreleases", "helmreleases/status");
        cluster.uninstall("argoproj.io");
        assertThat(http.get(APPLICATIONS).status()).isEqualTo(404);
        assertThat(http.get(APPLICATIONS).message()).isEqualTo("the server could not find the requested resource");
    }

    @Test
    void created_hasIdentityTimeAndGeneration() {
        kustomization("apps");
        JsonNode metadata = http.get(KUSTOMIZATIONS + "/apps").at("/metadata");
        assertThat(metadata.path("uid").asText()).isNotEmpty();
        assertThat(metadata.path("generation").asLong()).isEqualTo(1);
        assertThat(metadata.path("creationTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(http.post(MAPS, "{\"metadata\":{\"name\":\"a\"}}").status()).isEqualTo(201);
        assertThat(http.post(MAPS, "{\"metadata\":{\"name\":\"a\"}}").status()).isEqualTo(409);
        assertThat(http.post("/api/v1/namespaces/nowhere/configmaps", "{\"metadata\":{\"name\":\"a\"}}")
                        .message())
                .isEqualTo("namespaces \"nowhere\" not found");
    }

    @Test
    void generation_countsChangesOfWhatIsWished() {
        kustomization("apps");
        String path = KUSTOMIZATIONS + "/apps";
        assertThat(http.patch(path, Http.MERGE, "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}")
                        .at("/metadata/generation")
                        .asLong())
                .isEqualTo(1);
        assertThat(http.patch(path, Http.MERGE, "{\"spec\":{\"suspend\":true},\"status\":{\"x\":\"y\"}}")
                        .at("/status/x")
                        .isMissingNode())
                .isTrue();
        assertThat(http.patch(path + "/status", Http.MERGE, "{\"status\":{\"x\":\"y\"},\"spec\":{\"suspend\":false}}")
                        .body()
                        .toString())
                .contains("\"generation\":2", "\"x\":\"y\"", "\"suspend\":true");
    }

    @Test
    void generation_countsStatusWhereStatusHasNoPathOfItsOwn() {
        cluster.namespace("argocd");
        http.post(APPLICATIONS, "{\"metadata\":{\"name\":\"shop\"},\"spec\":{\"project\":\"default\"}}");
        assertThat(http.patch(APPLICATIONS + "/shop/status", Http.MERGE, "{}").status())
                .isEqualTo(404);
        assertThat(http.patch(APPLICATIONS + "/shop", Http.MERGE, "{\"status\":{\"sync\":{\"status\":\"Synced\"}}}")
                        .at("/metadata/generation")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void write_ofAStaleVersionConflicts() {
        map("a", "");
        String old = http.get(MAPS + "/a").body().toString();
        http.patch(MAPS + "/a", Http.MERGE, "{\"data\":{\"x\":\"1\"}}");
        Http.Answer answer = http.put(MAPS + "/a", old);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).startsWith("Operation cannot be fulfilled on configmaps \"a\"");
        assertThat(http.patch(MAPS + "/a", Http.MERGE, "{\"metadata\":{\"resourceVersion\":\"1\"}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void patch_thatChangesNothingMakesNoVersion() {
        map("a", "x: y");
        String before = http.get(MAPS + "/a").at("/metadata/resourceVersion").asText();
        http.patch(MAPS + "/a", Http.MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
        assertThat(http.get(MAPS + "/a").at("/metadata/resourceVersion").asText())
                .isEqualTo(before);
    }

    @Test
    void patch_inEachOfItsForms() {
        cluster.apply("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  template: {spec: {containers: [{name: a, image: a:1}, {name: b, image: b:1}]}}
                """);
        String path = "/apis/apps/v1/namespaces/default/deployments/web";
        String containers =
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"b\",\"image\":\"b:2\"}]}}}}";
        assertThat(http.patch(path, Http.STRATEGIC, containers).body().findValuesAsText("image"))
                .containsExactly("a:1", "b:2");
        assertThat(http.patch(
                                path,
                                Http.JSON,
                                "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"a:3\"}]")
                        .body()
                        .findValuesAsText("image"))
                .containsExactly("a:3", "b:2");
        assertThat(http.patch(path, Http.MERGE, containers).body().findValuesAsText("image"))
                .containsExactly("b:2");
        assertThat(http.patch(path, Http.JSON, "[{\"op\":\"test\",\"path\":\"/spec\",\"value\":1}]")
                        .status())
                .isEqualTo(422);
        assertThat(http.patch(path, "application/json", "{}").status()).isEqualTo(415);
    }

    @Test
    void apply_ownsWhatItSays_andConflictsWithOtherOwners() {
        cluster.namespace("flux-system");
        String path = KUSTOMIZATIONS + "/apps";
        String first = "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, "
                + "metadata: {labels: {a: b}}, spec: {path: ./a, suspend: false}}";
        assertThat(http.patch(path + "?fieldManager=one", Http.APPLY, first).status())
                .isEqualTo(200);
        String second = first.replace("./a", "./b");
        Http.Answer refused = http.patch(path + "?fieldManager=two", Http.APPLY, second);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/details/causes/0/field").asText()).isEqualTo(".spec.path");
        assertThat(refused.message()).contains("conflict with \"one\"");
        assertThat(http.patch(path + "?fieldManager=two&force=true", Http.APPLY, second)
                        .at("/spec/path")
                        .asText())
                .isEqualTo("./b");
        // What the first no longer says goes, save what the second says too.
        Http.Answer less = http.patch(
                path + "?fieldManager=one",
                Http.APPLY,
                "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, spec: {suspend: false}}");
        assertThat(less.at("/metadata/labels/a").asText()).isEqualTo("b");
        Http.Answer none = http.patch(
                path + "?fieldManager=two",
                Http.APPLY,
                "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, spec: {path: ./b}}");
        assertThat(none.at("/metadata/labels").isMissingNode()).isTrue();
        assertThat(none.at("/spec").toString()).isEqualTo("{\"path\":\"./b\",\"suspend\":false}");
        assertThat(http.patch(path, Http.APPLY, first).status()).isEqualTo(400);
    }

    @Test
    void apply_conflictsWithAFieldThatAPatchHasTaken() {
        kustomization("apps");
        http.patch(KUSTOMIZATIONS + "/apps?fieldManager=me", Http.MERGE, "{\"spec\":{\"suspend\":true}}");
        Http.Answer answer = http.patch(
                KUSTOMIZATIONS + "/apps?fieldManager=other",
                Http.APPLY,
                "{apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, spec: {suspend: false}}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.message()).contains("conflict with \"me\"");
    }

    @Test
    void dryRun_keepsNothing() {
        map("a", "");
        assertThat(http.patch(MAPS + "/a?dryRun=All", Http.MERGE, "{\"data\":{\"x\":\"1\"}}")
                        .at("/data/x")
                        .asText())
                .isEqualTo("1");
        assertThat(http.post(MAPS + "?dryRun=All", "{\"metadata\":{\"name\":\"b\"}}")
                        .status())
                .isEqualTo(201);
        http.delete(MAPS + "/a?dryRun=All");
        http.patch(MAPS + "/c?dryRun=All&fieldManager=me", Http.APPLY, "{apiVersion: v1, kind: ConfigMap}");
        assertThat(http.names(MAPS)).containsExactly("a");
        assertThat(http.get(MAPS + "/a").at("/data").isMissingNode()).isTrue();
    }

    @Test
    void list_selectsAndPages() {
        for (String name : List.of("a", "b", "c", "d")) {
            map(name, "team: " + ("d".equals(name) ? "red" : "blue"));
        }
        assertThat(http.names(MAPS + "?labelSelector=team%3Dblue")).containsExactly("a", "b", "c");
        assertThat(http.names(MAPS + "?labelSelector=team%20in%20(red,green)")).containsExactly("d");
        assertThat(http.names(MAPS + "?fieldSelector=metadata.name%3Db")).containsExactly("b");
        Http.Answer page = http.get(MAPS + "?limit=3");
        String token = page.at("/metadata/continue").asText();
        map("e", "");
        assertThat(http.names(MAPS + "?limit=3&continue=" + token)).containsExactly("d");
        cluster.compact();
        assertThat(http.get(MAPS + "?limit=3&continue=" + token).status()).isEqualTo(410);
    }

    @Test
    void watch_tellsWhatHappensAfterAVersion_andEndsWhenToldTo() {
        map("a", "on: it");
        String version = http.get(MAPS).at("/metadata/resourceVersion").asText();
        map("b", "on: it");
        try (var events = http.watch(
                MAPS + "?watch=true&labelSelector=on&resourceVersion=" + version + "&allowWatchBookmarks=true")) {
            Iterator<JsonNode> next = events.iterator();
            assertThat(Http.event(next.next())).isEqualTo("ADDED b");
            http.patch(MAPS + "/a", Http.MERGE, "{\"data\":{\"x\":\"1\"}}");
            assertThat(Http.event(next.next())).isEqualTo("MODIFIED a");
            http.patch(MAPS + "/a", Http.MERGE, "{\"metadata\":{\"labels\":{\"on\":null}}}");
            assertThat(Http.event(next.next())).isEqualTo("DELETED a");
            http.delete(MAPS + "/b");
            assertThat(Http.event(next.next())).isEqualTo("DELETED b");
            cluster.watches().bookmark();
            assertThat(next.next().path("type").asText()).isEqualTo("BOOKMARK");
            cluster.watches().close();
            assertThat(next.hasNext()).isFalse();
        }
    }

    @Test
    void watch_ofAForgottenVersionIsTold410() {
        map("a", "");
        cluster.compact();
        JsonNode event =
                http.watch(MAPS + "?watch=1&resourceVersion=1").iterator().next();
        assertThat(event.path("type").asText()).isEqualTo("ERROR");
        assertThat(event.at("/object/code").asInt()).isEqualTo(410);
    }

    @Test
    void watch_thatIsBrokenEndsInAnError() {
        try (var events = http.watch(MAPS + "?watch=1")) {
            cluster.watches().abort();
            assertThatThrownBy(() -> events.iterator().hasNext()).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void watch_endsAfterItsTime() {
        assertThat(http.watch(MAPS + "?watch=1&timeoutSeconds=1")).isEmpty();
    }

    @Test
    void deletion_waitsForFinalizers_andTakesWhatIsOwnedAlong() {
        kustomization("apps");
        http.patch(KUSTOMIZATIONS + "/apps", Http.MERGE, "{\"metadata\":{\"finalizers\":[\"finalizers.fluxcd.io\"]}}");
        String uid = http.get(KUSTOMIZATIONS + "/apps").at("/metadata/uid").asText();
        cluster.apply("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: owned
                  ownerReferences: [{uid: %s, name: apps, kind: Kustomization, apiVersion: v1}]
                """.formatted(uid));
        http.delete(KUSTOMIZATIONS + "/apps");
        assertThat(http.get(KUSTOMIZATIONS + "/apps")
                        .at("/metadata/deletionTimestamp")
                        .asText())
                .isEqualTo("2026-01-02T03:04:05Z");
        http.patch(KUSTOMIZATIONS + "/apps", Http.MERGE, "{\"metadata\":{\"finalizers\":null}}");
        assertThat(http.get(KUSTOMIZATIONS + "/apps").status()).isEqualTo(404);
        assertThat(http.get(MAPS + "/owned").status()).isEqualTo(404);
        assertThat(http.get(KUSTOMIZATIONS + "/apps").message())
                .isEqualTo("kustomizations.kustomize.toolkit.fluxcd.io \"apps\" not found");
    }

    @Test
    void definition_makesAKind() {
        cluster.apply("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: cars.example.org}
                spec:
                  group: example.org
                  scope: Cluster
                  names: {plural: cars, kind: Car}
                  versions: [{name: v1, served: true, storage: true, subresources: {status: {}}}]
                """);
        assertThat(http.post("/apis/example.org/v1/cars", "{\"metadata\":{\"name\":\"x\"}}")
                        .status())
                .isEqualTo(201);
        http.delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/cars.example.org");
        assertThat(http.get("/apis/example.org/v1/cars").status()).isEqualTo(404);
    }

    @Test
    void logs_areCutFromTheEnd() {
        cluster.apply("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: main}]}}");
        cluster.logs().set("default", "web", "main", false, "one\ntwo\nthree\n");
        String path = "/api/v1/namespaces/default/pods/web/log?tailLines=1";
        assertThat(http.get(path).body().asText()).isEqualTo("three");
        assertThat(http.get(path + "&previous=true").status()).isEqualTo(400);
    }

    @Test
    void access_isWhatRolesGive() {
        assertThat(new Http(cluster, "no such token").get(MAPS).status()).isEqualTo(401);
        Http nobody = new Http(cluster, cluster.users().issueServiceAccount("bots", "bot"));
        assertThat(nobody.get(MAPS + "/a").message())
                .isEqualTo("configmaps \"a\" is forbidden: User \"system:serviceaccount:bots:bot\" cannot get resource"
                        + " \"configmaps\" in API group \"\" in the namespace \"default\"");
        cluster.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader}
                rules:
                - {apiGroups: [""], resources: [configmaps], verbs: [get, watch], resourceNames: [a]}
                - {apiGroups: [""], resources: [pods], verbs: [list]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader}
                roleRef: {kind: Role, name: reader}
                subjects: [{kind: ServiceAccount, name: bot, namespace: bots}]
                """);
        map("a", "");
        assertThat(nobody.get(MAPS + "/a").status()).isEqualTo(200);
        assertThat(nobody.get(MAPS + "/b").status()).isEqualTo(403);
        assertThat(nobody.get(MAPS).status()).isEqualTo(403);
        assertThat(nobody.get(MAPS + "?watch=1&timeoutSeconds=1&fieldSelector=metadata.name%3Da")
                        .status())
                .isEqualTo(200);
        assertThat(cluster.rbac().unused(cluster.users().user(nobody.token())))
                .extracting(grant -> grant.verb() + " " + grant.resource())
                .containsExactly("list pods");
    }

    @Test
    void faults_happenOnce_andAreRecorded() {
        map("a", "");
        cluster.faults().next("GET", "configmaps/a", Fault.tooManyRequests(Duration.ofSeconds(3)));
        assertThat(http.get(MAPS + "/a").status()).isEqualTo(429);
        cluster.faults().next("GET", "configmaps/a", new Fault.Truncated(5));
        assertThatThrownBy(() -> http.get(MAPS + "/a")).isInstanceOf(UncheckedIOException.class);
        cluster.faults().next("PATCH", "configmaps/a", new Fault.ResetAfter());
        assertThatThrownBy(() -> http.patch(MAPS + "/a", Http.MERGE, "{\"data\":{\"x\":\"1\"}}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(http.get(MAPS + "/a").at("/data/x").asText()).isEqualTo("1");
        assertThat(cluster.requests())
                .extracting(RecordedRequest::line, RecordedRequest::status, RecordedRequest::user)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("GET " + MAPS + "/a", 429, "kubernetes-admin"),
                        org.assertj.core.groups.Tuple.tuple("PATCH " + MAPS + "/a", 0, "kubernetes-admin"));
    }

    @Test
    void aTrueClientIsServed_overTls() throws IOException {
        try (SandboxCluster secure = SandboxCluster.startSecure(clock);
                KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(secure.kubeconfig("prod")))
                        .build()) {
            ConfigMap map = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("a")
                    .withNamespace("default")
                    .endMetadata()
                    .addToData("x", "1")
                    .build();
            client.resource(map).create();
            client.configMaps().inNamespace("default").withName("a").edit(old -> new ConfigMapBuilder(old)
                    .addToData("y", "2")
                    .build());
            client.resource(new ConfigMapBuilder(map).addToData("z", "3").build())
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager("me")
                            .build());
            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("a")
                            .get()
                            .getData())
                    .containsOnlyKeys("x", "y", "z");
            assertThat(client.genericKubernetesResources("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
                            .inAnyNamespace()
                            .list()
                            .getItems())
                    .isEmpty();
            assertThat(new ObjectMapper()
                            .valueToTree(client.getKubernetesVersion())
                            .path("major")
                            .asText())
                    .isEqualTo("1");
        }
    }
}
