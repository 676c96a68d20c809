package io.github.ksailbot.engine.kustomize.variable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableTest {
    private static final Origin HERE = Origin.of("a.yaml", 1, 1);
    private static final Map<String, Node> VALUES = Map.of(
            "NAME",
            ScalarNode.string("web", HERE),
            "PORT",
            new ScalarNode("80", Style.PLAIN, ScalarNode.Type.INTEGER, HERE),
            "TEN",
            new ScalarNode("1_0.0", Style.PLAIN, ScalarNode.Type.FLOAT, HERE),
            "ENDLESS",
            new ScalarNode(".inf", Style.PLAIN, ScalarNode.Type.FLOAT, HERE));

    @ParameterizedTest
    @CsvSource({
        "$(NAME), web, STRING",
        "http://$(NAME):$(PORT), http://web:80, STRING",
        "$(PORT), 80, INTEGER",
        "$(TEN), 10, FLOAT",
        "$(ENDLESS), .inf, FLOAT",
        "$$(NAME), $(NAME), STRING",
        "$(OTHER), $(OTHER), STRING",
        "$(NAME, $(NAME, STRING",
        "$NAME $, $NAME $, STRING",
    })
    void reference_isReplaced(String text, String expected, ScalarNode.Type type) throws BuildException {
        ScalarNode replaced =
                (ScalarNode) new Substitution(VALUES, Work.unlimited()).update(ScalarNode.string(text, HERE));

        assertThat(replaced.text()).isEqualTo(expected);
        assertThat(replaced.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "metadata.name, a",
        "spec.ports[1].port, 2",
        "spec.ports.[name=x].port, 1",
        "metadata.annotations.[a.b/c], d",
        "spec.ports.0.name, x",
    })
    void path_findsTheValue(String path, String expected) {
        MappingNode root = (MappingNode) new YamlReader(YamlLimits.DEFAULT)
                .read(
                        "a.yaml",
                        "metadata: {name: a, annotations: {a.b/c: d}}\nspec: {ports: [{name: x, port: 1}, {port: 2}]}\n"
                                .getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0);

        assertThat(VariablePath.parse(path).in(root))
                .isInstanceOfSatisfying(
                        ScalarNode.class, value -> assertThat(value.text()).isEqualTo(expected));
    }
}
