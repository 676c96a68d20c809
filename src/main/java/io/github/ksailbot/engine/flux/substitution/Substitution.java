package io.github.ksailbot.engine.flux.substitution;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Post-build substitution of one Kustomization. As in Flux it works on the YAML text of a resource, keys included, which
 * is then read again: {@code replicas: ${n}} becomes a number, and a value may turn out to be anything that YAML can say.
 *
 * <p>Findings: {@code flux/substitution} for a text that Flux cannot take apart or that is no YAML any more,
 * {@code flux/undefined-variable} for a variable that nobody defines: an error in strict mode, in which the controller
 * refuses the whole Kustomization, else a warning.
 *
 * @see <a href="https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution">Flux</a>
 */
public final class Substitution {
    /** Label or annotation that keeps a resource as it is, with {@value #DISABLED}. */
    public static final String SWITCH = "kustomize.toolkit.fluxcd.io/substitute";

    private static final String DISABLED = "disabled";
    private static final String LITERAL_FIX =
            "Write `$${` for a brace that is no variable, or label the resource `%s: %s`.".formatted(SWITCH, DISABLED);
    private static final String RULE = "flux/substitution";
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    /** What becomes of a variable that nobody defines. */
    public enum Undefined {
        /** The whole Kustomization is refused: the controller's default. */
        REFUSED,
        /** It is the empty text. */
        EMPTY
    }

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Undefined undefined;
    private final boolean open;

    /** Of variables that are all known. */
    public Substitution(Collection<Variable> variables, Undefined undefined) {
        this(variables, undefined, false);
    }

    /**
     * @param variables of several with the same name the last one counts
     * @param undefined what becomes of a variable that nobody can have defined
     * @param open whether objects that are not in the repository may define more variables: of those that are not among
     *     these the default counts, and without one they stay
     */
    public Substitution(Collection<Variable> variables, Undefined undefined, boolean open) {
        variables.forEach(variable -> this.variables.put(variable.name(), variable));
        this.undefined = undefined;
        this.open = open;
    }

    /**
     * @param manifest the resource with values in the place of variables; as it was when there are errors
     * @param used names of all variables that it asks for
     */
    public record Result(Manifest manifest, Set<String> used, List<Finding> findings) {
        public Result {
            used = Set.copyOf(used);
            findings = List.copyOf(findings);
        }
    }

    /** Whether a resource says that it must stay as it is. */
    public static boolean isDisabled(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        if (metadata == null) {
            return false;
        }
        MappingNode labels = metadata.mapping("labels");
        MappingNode annotations = metadata.mapping("annotations");
        return (labels != null && labels.text(SWITCH).equals(DISABLED))
                || (annotations != null && annotations.text(SWITCH).equals(DISABLED));
    }

    /** Replaces the variables of a resource, unless it says that it must stay as it is. */
    public Result apply(Manifest manifest) {
        List<VariableText> texts = isDisabled(manifest) ? List.of() : VariableText.in(manifest.root());
        if (texts.isEmpty()) {
            return new Result(manifest, Set.of(), List.of());
        }
        List<Finding> findings = new ArrayList<>();
        Set<String> used = new TreeSet<>();
        for (VariableText text : texts) {
            Evaluation evaluation = new Evaluation(variables, open);
            try {
                evaluation.evaluate(text.text());
            } catch (ExpressionException e) {
                findings.add(broken(manifest, e, text.origin(), text.field()));
            }
            used.addAll(evaluation.used());
            evaluation.missing().forEach(name -> findings.add(undefined(manifest, name, text)));
        }
        if (findings.isEmpty() || undefined == Undefined.EMPTY) {
            MappingNode root = substituted(manifest, findings);
            return new Result(root == null ? manifest : new Manifest(root), used, findings);
        }
        return new Result(manifest, used, findings);
    }

    /** Null when it cannot be done, which is a finding. */
    private @Nullable MappingNode substituted(Manifest manifest, List<Finding> findings) {
        String text;
        try {
            text = new Evaluation(variables, open).evaluate(YamlWriter.write(manifest.root()));
        } catch (ExpressionException e) {
            if (findings.stream().noneMatch(finding -> finding.rule().value().equals(RULE))) {
                // a brace that stays open in one value may be closed in another
                findings.add(broken(manifest, e, manifest.origin(), ""));
            }
            return null;
        }
        YamlDocuments documents = READER.read("", text.getBytes(StandardCharsets.UTF_8));
        if (documents.findings().isEmpty()
                && documents.documents().size() == 1
                && documents.documents().get(0) instanceof MappingNode root) {
            return new SubstitutedOrigins(variables, open).mapping(manifest.root(), root);
        }
        String reason = documents.findings().isEmpty()
                ? "it is one mapping no longer"
                : documents.findings().get(0).message();
        findings.add(Finding.error(
                        RULE,
                        "With the values of its variables, `%s` cannot be read as YAML: %s"
                                .formatted(manifest.id(), reason),
                        manifest.origin())
                .about(manifest.id(), "")
                .withFix(
                        "Look for quotes, colons and braces in the values; Flux puts them into the text as they are."));
        return null;
    }

    private static Finding broken(Manifest manifest, ExpressionException e, Origin origin, String field) {
        return Finding.error(
                        RULE,
                        "`%s` %s; Flux refuses the whole Kustomization.".formatted(manifest.id(), e.getMessage()),
                        origin)
                .about(manifest.id(), field)
                .withFix(LITERAL_FIX);
    }

    private Finding undefined(Manifest manifest, String name, VariableText text) {
        boolean definable = Variable.isName(name);
        String message = (definable
                        ? "Nobody defines the variable `%s`; %s."
                        : "Nobody can define a variable `%s`: it is no name that Flux takes; %s.")
                .formatted(
                        name,
                        undefined == Undefined.REFUSED
                                ? "Flux refuses the whole Kustomization"
                                : "Flux puts the empty text in its place");
        Finding finding = undefined == Undefined.REFUSED
                ? Finding.error("flux/undefined-variable", message, text.origin())
                : Finding.warning("flux/undefined-variable", message, text.origin());
        if (!definable) {
            return finding.about(manifest.id(), text.field()).withFix(LITERAL_FIX);
        }
        String nearest = Spelling.nearest(name, List.copyOf(variables.keySet()));
        return finding.about(manifest.id(), text.field())
                .withFix(
                        nearest != null && variables.containsKey(nearest)
                                ? "Did you mean `${%s}`?".formatted(nearest)
                                : "Define it under `postBuild`, or give it a default: `${%s:=…}`.".formatted(name));
    }
}
