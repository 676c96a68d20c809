package io.github.ksailbot.engine.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kustomize edit} makes of the options of a source. */
final class KustomizeEditTest {
    private final ArgoRepository repository = new ArgoRepository();

    @BeforeEach
    void kustomization() {
        kustomization("images: [{name: nginx, newName: base/nginx, newTag: '1.0'}]\n");
        repository.file("apps/web/pod.yaml", """
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec: {containers: [{name: a, image: nginx}, {name: b, image: 'localhost:5000/redis:6'}]}
            """);
    }

    private void kustomization(String more) {
        repository.file("apps/web/kustomization.yaml", "resources: [pod.yaml]\n" + more);
    }

    private GraphNode node(String kustomize) {
        repository.application("web", "path: apps/web\nkustomize:\n" + kustomize.indent(2));
        return repository.node("web");
    }

    private String pod(String kustomize) {
        GraphNode node = node(kustomize);
        assertThat(node.findings()).isEmpty();
        return YamlWriter.write(node.manifests().get(0).root());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nginx:2.0 | nginx:2.0",
                "nginx=other:2.0 | other:2.0",
                "nginx=localhost:5000/other | localhost:5000/other",
                "nginx=localhost:5000/other:3@sha256:abc | localhost:5000/other:3@sha256:abc",
                "nginx@sha256:abc | nginx@sha256:abc",
                "nginx=*:2.0 | base/nginx:2.0",
                "nginx=other:* | other:1.0",
                "nginx:$ARGOCD_APP_NAME | nginx:web",
                "localhost:5000/redis:7 | localhost:5000/redis:7",
            })
    void image_isSetInEveryFormThatKustomizeKnows(String image, String set) {
        assertThat(pod("images: ['" + image + "']")).contains("image: " + set + "\n");
    }

    @Test
    void images_areSetInTheOrderOfTheirNames() {
        assertThat(pod("images: ['nginx=middle', 'middle=last:1', 'a=b']")).contains("image: middle\n");
        assertThat(pod("images: ['z=last:1', 'nginx=z', 'a=b']")).contains("image: last:1\n");
    }

    @Test
    void count_mayBeAText() {
        repository.file("apps/web/pod.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");

        assertThat(pod("replicas: [{name: web, count: '3'}]")).contains("replicas: 3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "localhost:5000/redis"})
    void imageWithoutAnythingToSet_isRefused(String image) {
        assertThat(ArgoRepository.rules(node("images: ['" + image + "']"))).containsExactly("argocd/image");
    }

    @Test
    void labels_takeTheBuildEnvironmentAndLoseTheirQuotes() {
        assertThat(pod("commonLabels: {app: $ARGOCD_APP_NAME, quoted: '\"yes\"'}"))
                .contains("app: web\n")
                .contains("quoted: \"yes\"\n");
    }

    @Test
    void labelsWithoutSelector_joinThoseOfTheSameKind() {
        kustomization("labels: [{pairs: {team: a}, includeSelectors: true}, {pairs: {tier: front}}]\n");

        assertThat(pod("commonLabels: {app: web}\nlabelWithoutSelector: true"))
                .contains("app: web", "team: a", "tier: front");
        assertThat(ArgoRepository.rules(node("commonLabels: {tier: back}\nlabelWithoutSelector: true")))
                .containsExactly("argocd/kustomize");
        assertThat(pod("commonLabels: {tier: back}\nlabelWithoutSelector: true\nforceCommonLabels: true"))
                .contains("tier: back");
    }

    @Test
    void labelsInTemplates_needToBeWithoutSelector() {
        assertThat(ArgoRepository.rules(node("commonLabels: {a: b}\nlabelIncludeTemplates: true")))
                .containsExactly("argocd/kustomize");
        assertThat(pod("commonLabels: {a: b}\nlabelIncludeTemplates: true\nlabelWithoutSelector: true"))
                .contains("a: b");
    }

    @Test
    void components_areAddedOnceAndByPatterns() {
        for (String name : new String[] {"one", "two"}) {
            repository.file("apps/parts/" + name + "/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                namePrefix: %s-
                """.formatted(name));
        }
        kustomization("components: [../parts/one]\n");

        assertThat(pod("components: [../parts/one]")).contains("name: one-web\n");
        assertThat(pod("components: ['../parts/*']")).contains("name: two-one-web\n");
    }

    @Test
    void componentsThatAreMissing_areIgnoredWhenThatIsSaid() {
        repository.configMap("apps/empty/a.yaml", "a");

        assertThat(pod("components: [../empty, ../gone, 'https://example.org/x']\nignoreMissingComponents: true"))
                .contains("name: web\n");
        assertThat(node("components: [../gone]").findings()).isNotEmpty();
    }
}
