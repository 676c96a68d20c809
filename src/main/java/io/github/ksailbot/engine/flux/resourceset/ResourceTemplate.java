package io.github.ksailbot.engine.flux.resourceset;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.Delimiters;
import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplate;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.gotemplate.Slug;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.gotemplate.sprig.Sprig;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.TextOrigins;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a ResourceSet, or several as one text: a Go template between {@code <<} and {@code >>}, in which
 * {@code inputs} is the set of values.
 *
 * @param text the YAML with its actions
 * @param source what the text was written from; values that it has too keep their places
 */
record ResourceTemplate(String text, Node source) {
    /** That of a label. */
    private static final int LONGEST_SLUG = 63;

    private static final int CHARACTERS_A_STEP = 100;
    private static final int STEPS_A_VALUE = 10;

    private static final Delimiters ANGLES = new Delimiters("<<", ">>");
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    static ResourceTemplate of(MappingNode resource) {
        return new ResourceTemplate(YamlWriter.write(resource), resource);
    }

    /**
     * All resources of the text for one set of values.
     *
     * @param all counts the executions of one ResourceSet
     * @throws GoTemplateException when the template fails, or what it comes to is no YAML
     */
    List<MappingNode> render(Map<String, @Nullable Object> inputs, Meter all) throws GoTemplateException {
        all.spend(1 + text.length() / CHARACTERS_A_STEP);
        Map<String, GoFunction> functions = new HashMap<>(Sprig.ALL);
        functions.put("inputs", arguments -> inputs);
        functions.put("slugify", ResourceTemplate::slug);
        functions.put("toYaml", ResourceTemplate::yaml);
        functions.put("mustToYaml", ResourceTemplate::yaml);
        String rendered = text.contains(ANGLES.left())
                ? GoTemplate.parse(text, ANGLES, functions)
                        .execute(null, MissingKey.ERROR, all.one(TemplateLimits.DEFAULT))
                : text;
        YamlDocuments documents = READER.read("", rendered.getBytes(StandardCharsets.UTF_8));
        if (!documents.findings().isEmpty()) {
            throw new GoTemplateException(
                    "it comes to no YAML: " + documents.findings().get(0).message());
        }
        all.spend(documents.nodes() * STEPS_A_VALUE);
        List<MappingNode> resources = new ArrayList<>();
        for (Node document : documents.documents()) {
            if (document instanceof MappingNode mapping && !mapping.isEmpty()) {
                resources.add((MappingNode) TextOrigins.placed(mapping, source));
            }
        }
        return resources;
    }

    private static String slug(Arguments arguments) throws GoTemplateException {
        return Slug.of(arguments.exactly(1).string(0), LONGEST_SLUG);
    }

    private static String yaml(Arguments arguments) throws GoTemplateException {
        Node node = GoData.node(arguments.exactly(1).get(0), Origin.of("", 1, 1), arguments.meter());
        String yaml = YamlWriter.write(node);
        arguments.meter().claim(yaml.length());
        return yaml;
    }
}
