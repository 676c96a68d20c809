package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.Delimiters;
import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplate;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.gotemplate.sprig.Sprig;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an ApplicationSet's texts become those of its Applications.
 *
 * @param isGo whether they are Go templates; else names in braces
 * @param missingKey what Go templates make of keys that are not there
 */
public record TemplateText(boolean isGo, MissingKey missingKey) {
    private static final TemplateLimits LIMITS = new TemplateLimits(1 << 20, 100_000, 100);
    private static final int MAX_TPL_DEPTH = 3;
    private static final int TPL_COST = 1_000;
    private static final TemplateLimits TPL_LIMITS = new TemplateLimits(1 << 18, 10_000, 100);
    private static final Map<String, GoFunction> FUNCTIONS = functions();

    private static Map<String, GoFunction> functions() {
        Map<String, GoFunction> all = new HashMap<>(Sprig.ALL);
        all.put("normalize", arguments -> Names.normalize(arguments.exactly(1).string(0)));
        all.put("slugify", Names::slugify);
        all.put("toYaml", TemplateText::toYaml);
        all.put("fromYaml", arguments -> Yaml.mapping(arguments.exactly(1).string(0)));
        all.put("fromYamlArray", arguments -> Yaml.sequence(arguments.exactly(1).string(0)));
        return Map.copyOf(all);
    }

    private static String toYaml(Arguments arguments) throws GoTemplateException {
        Node node = GoData.node(arguments.exactly(1).get(0), Origin.of("", 0, 0), arguments.meter());
        String yaml = YamlWriter.write(node);
        arguments.meter().claim(yaml.length());
        return yaml.endsWith("\n") ? yaml.substring(0, yaml.length() - 1) : yaml;
    }

    /** @throws GoTemplateException if it is no template, or fails */
    public String render(String text, Map<String, @Nullable Object> params) throws GoTemplateException {
        if (!isGo) {
            return FastTemplate.render(text, params);
        }
        if (!text.contains(Delimiters.BRACES.left())) {
            return text;
        }
        return execute(text, GoValues.copy(params), LIMITS, 0);
    }

    private String execute(String text, @Nullable Object data, TemplateLimits limits, int depth)
            throws GoTemplateException {
        Map<String, GoFunction> functions = new HashMap<>(FUNCTIONS);
        functions.put("tpl", arguments -> tpl(arguments, depth + 1));
        return GoTemplate.parse(text, Delimiters.BRACES, functions).execute(data, missingKey, limits);
    }

    /** {@code tpl TEXT DATA}: a template that a value holds. What it costs is taken from who calls it, too. */
    private Object tpl(Arguments arguments, int depth) throws GoTemplateException {
        if (depth > MAX_TPL_DEPTH) {
            throw new GoTemplateException(
                    "maximum recursion depth %d exceeded in tpl function".formatted(MAX_TPL_DEPTH));
        }
        arguments.exactly(2).meter().spend(TPL_COST);
        String text = execute(arguments.string(0), arguments.get(1), TPL_LIMITS, depth);
        arguments.meter().claim(text.length());
        return text.replace("<no value>", "");
    }

    /**
     * The same for all texts and keys of a document. A value that was rendered is a text.
     *
     * @throws TextException with the place of the first text that fails
     */
    public Node render(Node node, Map<String, @Nullable Object> params) throws TextException {
        return new TextWalk(this, params).render(node);
    }

    /** {@link #render(Node, Map)} of a mapping, which stays one. */
    public MappingNode render(MappingNode node, Map<String, @Nullable Object> params) throws TextException {
        return new TextWalk(this, params).mapping(node);
    }
}
