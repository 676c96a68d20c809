package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.Delimiters;
import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplate;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.gotemplate.sprig.Sprig;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an ApplicationSet's texts become those of its Applications.
 *
 * @param isGo whether they are Go templates; else names in braces
 * @param missingKey what Go templates make of keys that are not there
 * @param all counts the executions of one ApplicationSet
 */
public record TemplateText(boolean isGo, MissingKey missingKey, Meter all) {
    /** What an ApplicationSet may cost: some hundred for each of the texts of the most Applications that one may have. */
    static final TemplateLimits ALL_LIMITS = new TemplateLimits(1 << 20, 20_000_000, 100);

    /** What it costs to take a text apart, and to keep what it comes to. */
    private static final int TEXT_COST = 10;

    private static final int CHARACTERS_A_STEP = 100;
    private static final TemplateLimits LIMITS = new TemplateLimits(1 << 20, 100_000, 100);
    private static final int MAX_TPL_DEPTH = 3;
    private static final int TPL_COST = 1_000;
    private static final TemplateLimits TPL_LIMITS = new TemplateLimits(1 << 18, 10_000, 100);
    private static final Map<String, GoFunction> FUNCTIONS = functions();

    /** With all that one ApplicationSet may cost. */
    public TemplateText(boolean isGo, MissingKey missingKey) {
        this(isGo, missingKey, Meter.ofAll(ALL_LIMITS));
    }

    /** For texts of the same ApplicationSet. */
    TemplateText strict() {
        return new TemplateText(true, MissingKey.ERROR, all);
    }

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
        all.spend(TEXT_COST + text.length() / CHARACTERS_A_STEP);
        if (!isGo) {
            return FastTemplate.render(text, params);
        }
        if (!text.contains(Delimiters.BRACES.left())) {
            return text;
        }
        all.spend(values(params));
        return execute(text, GoValues.copy(params), all.one(LIMITS), 0);
    }

    /** How many values there are to copy. */
    private static long values(@Nullable Object value) {
        Collection<?> items =
                value instanceof Map<?, ?> map ? map.values() : value instanceof List<?> list ? list : List.of();
        long count = 1;
        for (Object item : items) {
            count += values(item);
        }
        return count;
    }

    private String execute(String text, @Nullable Object data, Meter meter, int depth) throws GoTemplateException {
        Map<String, GoFunction> functions = new HashMap<>(FUNCTIONS);
        functions.put("tpl", arguments -> tpl(arguments, depth + 1));
        return GoTemplate.parse(text, Delimiters.BRACES, functions).execute(data, missingKey, meter);
    }

    /** {@code tpl TEXT DATA}: a template that a value holds. What it costs is taken from who calls it, too. */
    private Object tpl(Arguments arguments, int depth) throws GoTemplateException {
        if (depth > MAX_TPL_DEPTH) {
            throw new GoTemplateException(
                    "maximum recursion depth %d exceeded in tpl function".formatted(MAX_TPL_DEPTH));
        }
        arguments.exactly(2).meter().spend(TPL_COST);
        String text = execute(arguments.string(0), arguments.get(1), all.one(TPL_LIMITS), depth);
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
