package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.github.ksailbot.engine.finding.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an AppProject refuses. */
final class ProjectRulesTest {
    private static final String EVERYWHERE = "destinations: [{server: '*', namespace: '*'}]\n";
    private static final String ALL_SOURCES = "sourceRepos: ['*']\n";

    private final ArgoRepository repository = new ArgoRepository();

    @BeforeEach
    void application() {
        repository.configMap("apps/a.yaml", "a").application("web", "path: apps\n");
    }

    private List<String> refused(String project) {
        repository.file(
                "root/project.yaml",
                "apiVersion: argoproj.io/v1alpha1\n"
                        + "kind: AppProject\n"
                        + "metadata: {name: default, namespace: argocd}\n"
                        + "spec:\n"
                        + project.indent(2));
        return repository.graph().findings().stream()
                .peek(finding -> assertThat(finding.rule().value()).isEqualTo("argocd/project"))
                .map(Finding::resource)
                .map(String::valueOf)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['*'] | true",
                "['https://github.com/acme/platform'] | true",
                "['https://github.com/ACME/*.git'] | true",
                "['https://github.com/*'] | false",
                "['https://github.com/**'] | true",
                "['https://github.com/{acme,other}/*'] | true",
                "['git@github.com:acme/platform.git'] | false",
                "['*', '!https://github.com/acme/*'] | false",
                "['!https://github.com/other/*'] | true",
                "[] | false",
            })
    void source_mustBeAllowed(String sources, boolean allowed) {
        assertThat(refused("sourceRepos: " + sources + "\n" + EVERYWHERE).isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{server: 'https://kubernetes.default.svc', namespace: apps} | true",
                "{name: in-cluster, namespace: 'ap*'} | true",
                "{name: other, namespace: apps} | false",
                "{server: '*', namespace: other} | false",
                "{server: '*', namespace: '*'}, {server: '*', namespace: '!apps'} | false",
                "{server: '*', namespace: '!kube-system'} | true",
                "{server: '*', namespace: '*'}, {server: '!https://kube*', namespace: '*'} | false",
                "{namespace: '*'} | false",
            })
    void destination_mustBeAllowed(String destinations, boolean allowed) {
        assertThat(refused(ALL_SOURCES + "destinations: [" + destinations + "]\n")
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void destinationByName_isHeldAgainstTheAddressOfTheClusterWhereThatIsKnown() {
        repository.file(
                "root/web.yaml",
                ArgoRepository.application("web", ArgoRepository.URL, "path: apps\n")
                        .replace("server: https://kubernetes.default.svc", "name: prod"));
        String project = ALL_SOURCES + "destinations: [{server: 'https://dev.example.org', namespace: '*'}]\n";

        assertThat(refused(project)).isEmpty();
        repository.cluster(new Cluster("prod", "https://prod.example.org", "", Map.of(), Map.of(), true));
        assertThat(refused(project)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "clusterResourceWhitelist: [{group: '', kind: Namespace}] | ClusterRole/all",
                "clusterResourceWhitelist: [{group: '', kind: Namespace, name: team-*}, {group: rbac*, kind: '*'}] | ",
                "clusterResourceWhitelist: [{group: '', kind: Namespace, name: other}, {group: '*', kind:"
                        + " ClusterRole}] | Namespace/team-a",
                "clusterResourceWhitelist: [{group: '*', kind: '*'}] | ",
                "clusterResourceWhitelist: [{group: '*', kind: '*'}] & clusterResourceBlacklist: [{group: '', kind:"
                        + " Namespace}] | Namespace/team-a",
                "clusterResourceWhitelist: [{group: '*', kind: '*'}] & namespaceResourceBlacklist: [{group: '', kind:"
                        + " ConfigMap}] | ConfigMap/apps/a",
                "clusterResourceWhitelist: [{group: '*', kind: '*'}] & namespaceResourceWhitelist: [{group:"
                        + " example.org, kind: '*'}] | ConfigMap/apps/a",
                "namespaceResourceWhitelist: [] | ConfigMap/apps/a ClusterRole/all Namespace/team-a Widget/apps/w",
            })
    void objects_mustBeOfKindsThatAreAllowed(String lists, String refused) {
        repository.file("apps/b.yaml", """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: all}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: team-a}
            ---
            apiVersion: example.org/v1
            kind: Widget
            metadata: {name: w}
            """);

        assertThat(refused(ALL_SOURCES + EVERYWHERE + lists.replace(" & ", "\n")))
                .containsExactly(refused == null ? new String[0] : refused.split(" "));
    }

    @Test
    void objects_mustStayInNamespacesThatAreAllowed() {
        repository.file("apps/b.yaml", """
            apiVersion: v1
            kind: Secret
            metadata: {name: b, namespace: kube-system}
            """);

        assertThat(refused(ALL_SOURCES + "destinations: [{server: '*', namespace: apps}]\n"))
                .containsExactly("Secret/kube-system/b");
    }

    @Test
    void applicationsOfOtherNamespaces_mustBeAllowed() {
        repository.file(
                "root/web.yaml",
                ArgoRepository.application("web", ArgoRepository.URL, "path: apps\n")
                        .replace("namespace: argocd", "namespace: team"));

        assertThat(refused(ALL_SOURCES + EVERYWHERE)).containsExactly("Application/team/web");
        assertThat(refused(ALL_SOURCES + EVERYWHERE + "sourceNamespaces: ['te*']\n"))
                .isEmpty();
    }

    @Test
    void projectThatNobodyRenders_isAWarningOnlyWhereOthersAreRendered() {
        repository.file(
                "root/web.yaml",
                ArgoRepository.application("web", ArgoRepository.URL, "path: apps\n")
                        .replace("project: default", "project: tean"));
        assertThat(repository.graph().findings()).isEmpty();

        refused(ALL_SOURCES + EVERYWHERE);

        assertThat(repository.graph().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("`tean`");
            assertThat(finding.origin()).isNotNull();
            assertThat(finding.origin().location().toString()).startsWith("root/web.yaml:7");
        });
    }
}
