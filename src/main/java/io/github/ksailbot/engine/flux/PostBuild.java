package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.substitution.Substitution;
import io.github.ksailbot.engine.flux.substitution.Substitution.Undefined;
import io.github.ksailbot.engine.flux.substitution.Variable;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code spec.postBuild} of a Kustomization: its variables, in Flux's order. Objects of {@code substituteFrom} are looked for
 * among what the repository renders; the values of an encrypted one, and the names and values of one that is not there, are
 * unknown.
 */
final class PostBuild {
    private final FluxKustomization kustomization;
    private final MappingNode spec;

    private PostBuild(FluxKustomization kustomization, MappingNode spec) {
        this.kustomization = kustomization;
        this.spec = spec;
    }

    /** Null when the Kustomization has none. */
    static @Nullable PostBuild of(FluxKustomization kustomization) {
        MappingNode spec = kustomization.spec().mapping("postBuild");
        return spec == null ? null : new PostBuild(kustomization, spec);
    }

    /** The objects that variables come from. */
    List<ObjectKey> sources() {
        return references().stream()
                .map(reference -> ObjectKey.of(reference, "ConfigMap", kustomization.namespace()))
                .toList();
    }

    /** Null when there is not one variable, so that Flux leaves every text as it is. */
    @Nullable Substitution substitution(Surroundings objects, boolean strict, Consumer<Finding> findings) {
        List<Variable> variables = new ArrayList<>();
        boolean open = false;
        for (MappingNode reference : references()) {
            ObjectKey key = ObjectKey.of(reference, "ConfigMap", kustomization.namespace());
            Manifest object = objects.find(key);
            if (object != null) {
                variables.addAll(variables(object));
            } else {
                open = true;
                ObjectKey maker = SecretMaker.find(key, objects);
                findings.accept(maker == null ? absent(reference, key) : made(reference, key, maker));
            }
        }
        MappingNode inline = spec.mapping("substitute");
        if (inline != null) {
            for (MappingNode.Entry entry : inline.entries()) {
                if (entry.value() instanceof ScalarNode value) {
                    String text = value.isNull() ? "" : value.text();
                    variables.add(Variable.of(entry.key().text(), text, value.origin()));
                }
            }
        }
        variables.stream()
                .filter(variable -> !Variable.isName(variable.name()))
                .forEach(variable -> findings.accept(badName(variable)));
        if (variables.isEmpty() && !open && !spec.text("substituteStrategy").equals("Always")) {
            return null;
        }
        return new Substitution(variables, strict ? Undefined.REFUSED : Undefined.EMPTY, open);
    }

    /** Where the variables are written that the Kustomization itself defines. */
    List<MappingNode.Entry> inline() {
        MappingNode inline = spec.mapping("substitute");
        return inline == null ? List.of() : inline.entries();
    }

    private List<MappingNode> references() {
        List<MappingNode> references = new ArrayList<>();
        SequenceNode from = spec.sequence("substituteFrom");
        if (from != null) {
            for (Node item : from.items()) {
                if (item instanceof MappingNode reference) {
                    references.add(reference);
                }
            }
        }
        return references;
    }

    private static List<Variable> variables(Manifest object) {
        List<Variable> variables = new ArrayList<>();
        boolean encrypted = object.root().mapping("sops") != null;
        MappingNode data = object.root().mapping("data");
        if (data != null) {
            for (MappingNode.Entry entry : data.entries()) {
                variables.add(variable(entry, encrypted, object.kind().equals("Secret")));
            }
        }
        MappingNode text = object.root().mapping("stringData");
        if (text != null) {
            for (MappingNode.Entry entry : text.entries()) {
                variables.add(variable(entry, encrypted, false));
            }
        }
        return variables;
    }

    private static Variable variable(MappingNode.Entry entry, boolean encrypted, boolean base64) {
        String name = entry.key().text();
        Origin origin = entry.value().origin();
        if (encrypted || !(entry.value() instanceof ScalarNode value)) {
            return Variable.unknown(name, origin);
        }
        String text = value.isNull() ? "" : value.text();
        if (!base64) {
            return Variable.of(name, text, origin);
        }
        try {
            byte[] decoded = Base64.getMimeDecoder().decode(text);
            return Variable.of(name, new String(decoded, StandardCharsets.UTF_8), origin);
        } catch (IllegalArgumentException e) {
            // a placeholder that somebody fills in later
            return Variable.unknown(name, origin);
        }
    }

    private Finding absent(MappingNode reference, ObjectKey key) {
        boolean optional =
                reference.get("optional") instanceof ScalarNode scalar && Boolean.TRUE.equals(scalar.booleanValue());
        return Finding.warning(
                        "flux/substitute-from",
                        "Nothing in the repository renders the %s that variables come from%s; their values are unknown here."
                                .formatted(key, optional ? "" : ", and without it Flux refuses the Kustomization"),
                        reference.origin())
                .about(kustomization.manifest().id(), "spec.postBuild.substituteFrom")
                .withFix(
                        optional
                                ? ""
                                : "Nothing, when something else in the cluster makes it; else add it, or say"
                                        + " `optional: true`.");
    }

    private Finding made(MappingNode reference, ObjectKey key, ObjectKey maker) {
        return new Finding(
                RuleId.of("flux/substitute-from"),
                Severity.NOTICE,
                "Variables come from the %s, which the %s makes in the cluster; their values are unknown here."
                        .formatted(key, maker),
                kustomization.manifest().id(),
                "spec.postBuild.substituteFrom",
                reference.origin(),
                "");
    }

    private Finding badName(Variable variable) {
        return Finding.error(
                        "flux/variable-name",
                        "`%s` is no name of a variable, so Flux refuses the whole Kustomization `%s`."
                                .formatted(variable.name(), kustomization.name()),
                        variable.origin())
                .about(kustomization.manifest().id(), "spec.postBuild")
                .withFix("Use letters, digits and underscores, and no digit at the begin.");
    }
}
