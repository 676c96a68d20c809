package io.github.ksailbot.engine.kustomize.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.merge.MergeKeys;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginsTest {
    private final List<Finding> findings = new ArrayList<>();
    private final Plugins plugins = new Plugins(new PluginContext(
            path -> {
                throw BuildException.of("kustomize/missing-file", "none", Origin.of("a.yaml", 1, 1));
            },
            "overlay",
            MergeKeys.kubernetes(),
            findings::add,
            Work.unlimited()));

    private static Resource resource(String yaml) {
        return Resource.of((MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0));
    }

    private String transformed(String config) throws BuildException {
        ResourceMap resources = new ResourceMap(
                List.of(resource("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {path: /x/y}\n")));
        for (Transformer transformer : plugins.transformers(resource(config))) {
            resources = transformer.apply(resources, Work.unlimited());
        }
        return YamlWriter.write(resources.resources().get(0).root());
    }

    @Test
    void prefixTransformer_usesItsOwnFields() throws BuildException {
        assertThat(transformed("""
            apiVersion: builtin
            kind: PrefixTransformer
            metadata: {name: any}
            prefix: p-
            fieldSpecs: [{path: metadata/name}]
            """)).contains("name: p-a");
    }

    @Test
    void valueAdd_insertsASegment() throws BuildException {
        assertThat(transformed("""
            apiVersion: builtin
            kind: ValueAddTransformer
            metadata: {name: any}
            targets: [{fieldPath: data/path, filePathPosition: 2}]
            """)).contains("path: /x/overlay/y");
    }

    @Test
    void iamPolicy_makesAServiceAccount() throws BuildException {
        Resource account = plugins.generate(resource("""
            apiVersion: builtin
            kind: IAMPolicyGenerator
            metadata: {name: any}
            cloud: gke
            kubernetesService: {name: k8s}
            serviceAccount: {name: gsa, projectId: p}
            """));

        assertThat(account.kind()).isEqualTo("ServiceAccount");
        assertThat(account.annotations()).containsValue("gsa@p.iam.gserviceaccount.com");
    }

    @Test
    void functionsAndPrograms_areRefused() {
        assertThatThrownBy(() -> plugins.generate(resource("apiVersion: v1\nkind: A\nmetadata: {name: a}\n")))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("a program");
        assertThatThrownBy(() -> plugins.transformers(resource("apiVersion: builtin\n"
                        + "kind: A\n"
                        + "metadata:\n"
                        + "  name: a\n"
                        + "  annotations: {config.kubernetes.io/function: x}\n")))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("a container image");
    }

    @Test
    void unknownKind_isAnError() {
        assertThatThrownBy(() ->
                        plugins.transformers(resource("apiVersion: builtin\nkind: Nothing\nmetadata: {name: a}\n")))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("`Nothing`");
    }
}
