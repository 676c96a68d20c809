package io.github.ksailbot.engine.flux.resourceset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource of a ResourceSet, or several as one text: a Go template between {@code <<} and {@code >>}, in which
 * {@code inputs} is the set of values.
 *
 * @param text the YAML with its actions
 * @param source what the text was written from; values that it has too keep their places
 * @param step that it belongs to; empty for none
 */
record ResourceTemplate(String text, Node source, String step) {
    /** That of a label. */
    private static final int LONGEST_SLUG = 63;

    private static final int CHARACTERS_A_STEP = 100;
    private static final int STEPS_A_VALUE = 10;

    /** What the operator's slim edition of Sprig leaves out. */
    private static final Set<String> UNKNOWN =
            Set.of(("abbrev abbrevboth add1f addf bcrypt buildCustomCert camelcase date dateInZone dateModify"
                            + " date_in_zone date_modify decryptAES deepCopy derivePassword divf encryptAES genCA"
                            + " genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert"
                            + " genSignedCertWithKey htmlDate htmlDateInZone htpasswd initials kebabcase merge"
                            + " mergeOverwrite mulf mustDeepCopy mustMerge mustMergeOverwrite nospace now randAlpha"
                            + " randAlphaNum randAscii randBytes randNumeric semver semverCompare sha512sum shuffle"
                            + " snakecase subf swapcase untitle uuidv4 wrap wrapWith")
                    .split(" "));

    private static final Map<String, GoFunction> FUNCTIONS = functions();
    private static final Delimiters ANGLES = new Delimiters("<<", ">>");
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    static ResourceTemplate of(MappingNode resource, String step) {
        return new ResourceTemplate(YamlWriter.write(resource), resource, step);
    }

    /**
     * All resources of the text for one set of values.
     *
     * @param all counts the executions of one ResourceSet
     * @throws GoTemplateException when the template fails, or what it comes to is no YAML
     */
    List<MappingNode> render(Map<String, @Nullable Object> inputs, Meter all) throws GoTemplateException {
        all.spend(1 + text.length() / CHARACTERS_A_STEP);
        Map<String, GoFunction> functions = new HashMap<>(FUNCTIONS);
        functions.put("inputs", arguments -> inputs);
        String rendered = text.contains(ANGLES.left())
                ? GoTemplate.parse(text, ANGLES, functions)
                        .execute(null, MissingKey.ERROR, all.one(TemplateLimits.DEFAULT))
                : text;
        YamlDocuments documents = READER.read("", rendered.getBytes(StandardCharsets.UTF_8));
        for (Finding finding : documents.findings()) {
            // of a key that is there twice the last one counts
            if (finding.severity() == Severity.ERROR && !finding.rule().value().equals("yaml/duplicate-key")) {
                throw new GoTemplateException("it comes to no YAML: " + finding.message());
            }
        }
        all.spend(documents.nodes() * STEPS_A_VALUE);
        List<MappingNode> resources = new ArrayList<>();
        for (Node document : documents.documents()) {
            if (document instanceof MappingNode mapping && !mapping.isEmpty()) {
                if (mapping.text("kind").isEmpty()) {
                    throw new GoTemplateException("it comes to an object without a `kind`");
                }
                objects(mapping).forEach(object -> resources.add((MappingNode) TextOrigins.placed(object, source)));
            }
        }
        return resources;
    }

    /** Of a text, lists are taken apart, and what is no object of Kubernetes goes. */
    private List<MappingNode> objects(MappingNode document) {
        if (source instanceof MappingNode) {
            return List.of(document);
        }
        if (document.sequence("items") != null) {
            return document.mappings("items");
        }
        MappingNode metadata = document.mapping("metadata");
        boolean isObject = !document.text("apiVersion").isEmpty()
                && metadata != null
                && !metadata.text("name").isEmpty();
        boolean isKustomization = document.text("kind").equalsIgnoreCase("kustomization")
                && document.text("apiVersion").startsWith("kustomize.config.k8s.io/");
        return isObject && !isKustomization ? List.of(document) : List.of();
    }

    private static Map<String, GoFunction> functions() {
        Map<String, GoFunction> all = new HashMap<>(Sprig.ALL);
        all.keySet().removeAll(UNKNOWN);
        all.put("slugify", ResourceTemplate::slug);
        all.put("toYaml", ResourceTemplate::yaml);
        all.put("mustToYaml", ResourceTemplate::yaml);
        return Map.copyOf(all);
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
