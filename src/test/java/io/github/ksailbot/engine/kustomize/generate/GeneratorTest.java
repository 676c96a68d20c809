package io.github.ksailbot.engine.kustomize.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final Map<String, byte[]> FILES =
            Map.of("app.env", "# comment\nA=1\n  B=x=y\nC\n".getBytes(StandardCharsets.UTF_8), "app.bin", new byte[] {
                (byte) 0xff, 0, 1
            });

    private static Resource generate(Generator.Kind kind, String yaml) throws BuildException {
        MappingNode entry = (MappingNode) new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES)
                .read("kustomization.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);
        List<Finding> findings = new ArrayList<>();
        GeneratorArgs args =
                GeneratorArgs.read(new TypedMapping(entry, "", findings::add), kind == Generator.Kind.SECRET);
        assertThat(findings).isEmpty();
        return new Generator(
                        kind,
                        args,
                        GeneratorOptions.NONE,
                        path -> new LoadedFile(path.text(), FILES.getOrDefault(path.text(), new byte[0])))
                .generate(Work.unlimited());
    }

    private static String text(Resource resource) {
        return YamlWriter.write(resource.root());
    }

    @Test
    void sources_becomeData() throws BuildException {
        assertThat(text(generate(
                        Generator.Kind.CONFIG_MAP,
                        "name: a\nliterals: [p=1, 'q=\"two words\"']\nenvs: [app.env]\nfiles: [b=app.bin]\n")))
                .isEqualTo("""
                    apiVersion: v1
                    binaryData:
                      b: /wAB
                    data:
                      A: "1"
                      B: x=y
                      C: ""
                      p: "1"
                      q: two words
                    kind: ConfigMap
                    metadata:
                      name: a
                    """);
    }

    @Test
    void secret_isEncoded() throws BuildException {
        assertThat(text(generate(Generator.Kind.SECRET, "name: a\nliterals: [p=1]\noptions: {immutable: true}\n")))
                .isEqualTo("""
                    apiVersion: v1
                    data:
                      p: MQ==
                    immutable: true
                    kind: Secret
                    metadata:
                      name: a
                    type: Opaque
                    """);
    }

    @Test
    void hash_isKustomizes() throws BuildException {
        ResourceMap hashed = new HashTransformer()
                .apply(
                        new ResourceMap(
                                List.of(generate(Generator.Kind.CONFIG_MAP, "name: gen\nliterals: [a=b, 'c=d e']\n"))),
                        Work.unlimited());

        assertThat(hashed.resources().get(0).name()).isEqualTo("gen-h6665gg887");
    }

    @Test
    void keyTwice_isRefusedWhereItIsGivenAgain() {
        assertThatThrownBy(() -> generate(Generator.Kind.CONFIG_MAP, "name: a\nliterals:\n- p=1\n- p=2\n"))
                .isInstanceOfSatisfying(
                        BuildException.class,
                        e -> assertThat(e.finding().origin()).isEqualTo(Origin.of("kustomization.yaml", 4, 3)));
    }

    @Test
    void literalWithoutValue_isRefused() {
        assertThatThrownBy(() -> generate(Generator.Kind.CONFIG_MAP, "name: a\nliterals: [p]\n"))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("`p`");
    }

    @Test
    void merge_keepsWhatIsNotGivenAgain() throws BuildException {
        Resource old = generate(Generator.Kind.CONFIG_MAP, "name: a\nliterals: [p=1, q=1]\n");
        Resource more = generate(Generator.Kind.CONFIG_MAP, "name: a\nbehavior: merge\nliterals: [q=2, r=2]\n");

        Resource merged = Absorption.absorb(new ResourceMap(List.of(old)), more, Work.unlimited())
                .resources()
                .get(0);

        assertThat(text(merged)).contains("data:\n  p: \"1\"\n  q: \"2\"\n  r: \"2\"\n");
    }

    @Test
    void mergeWithNothing_isRefused() throws BuildException {
        Resource more = generate(Generator.Kind.CONFIG_MAP, "name: a\nbehavior: merge\nliterals: [q=2]\n");

        assertThatThrownBy(() -> Absorption.absorb(ResourceMap.EMPTY, more, Work.unlimited()))
                .isInstanceOf(BuildException.class);
    }
}
