package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.SecretMaker;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.values.ValuesMerge;
import io.github.ksailbot.engine.helm.values.ValuesPath;
import io.github.ksailbot.engine.helm.values.ValuesPathException;
import io.github.ksailbot.engine.helm.values.ValuesText;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of a release in helm-controller's order: {@code valuesFrom} one over the other, {@code values} over all of them, but
 * a {@code targetPath} over what came before it, and over {@code values} where {@link InlineValues} says.
 *
 * <p>Findings: {@code helm/values-from}, {@code helm/values-key}, {@code helm/values-data}.
 */
final class ReleaseValues {
    /** A text of which nothing but the shape is shown: every letter an a, every digit a one. */
    private static final Pattern STAND_IN = Pattern.compile("(?s)[^\\p{L}\\d]*[aA][aA1[^\\p{L}\\d]]*");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_]");

    private final HelmRelease release;
    private final Surroundings surroundings;
    private final Consumer<Finding> findings;
    private boolean isComplete = true;

    ReleaseValues(HelmRelease release, Surroundings surroundings, Consumer<Finding> findings) {
        this.release = release;
        this.surroundings = surroundings;
        this.findings = findings;
    }

    /** Whether no value is unknown; asked behind {@link #compose}. */
    boolean isComplete() {
        return isComplete;
    }

    /** The objects that values come from. */
    static List<ObjectKey> sources(HelmRelease release) {
        return release.valuesFrom().stream()
                .map(reference -> key(release, reference))
                .toList();
    }

    private static ObjectKey key(HelmRelease release, MappingNode reference) {
        return new ObjectKey(reference.text("kind"), release.namespace(), reference.text("name"));
    }

    MappingNode compose() {
        MappingNode inline = release.values();
        MappingNode values = MappingNode.empty(inline.origin());
        for (MappingNode reference : release.valuesFrom()) {
            ScalarNode data = data(reference);
            if (data == null) {
                continue;
            }
            String path = reference.text("targetPath");
            if (path.isEmpty()) {
                values = merged(values, data, reference);
            } else {
                MappingNode before = values;
                values = set(ValuesMerge.merge(before, inline), path, data, reference);
                // a value may go on with a comma and another path
                boolean isInList = (path + data.text()).contains("[");
                inline = InlineValues.after(inline, before, values, isInList);
            }
        }
        MappingNode all = ValuesMerge.merge(values, inline);
        isComplete &= !holdsVariable(all);
        return all;
    }

    /** Whether a variable of Flux stands in it, which nobody here knows the value of. */
    private static boolean holdsVariable(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().stream().anyMatch(entry -> holdsVariable(entry.value()));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().anyMatch(ReleaseValues::holdsVariable);
        }
        return node instanceof ScalarNode scalar
                && VARIABLE.matcher(scalar.text()).find();
    }

    private MappingNode set(MappingNode values, String path, ScalarNode data, MappingNode reference) {
        try {
            return reference.isTrue("literal")
                    ? ValuesPath.set(values, path, data.text(), ValuesPath.Form.VERBATIM, data.origin())
                    : ValuesPath.set(values, path, data.text(), data.origin());
        } catch (ValuesPathException e) {
            findings.accept(error(
                    "helm/values-data",
                    "The value for `targetPath: %s` cannot be set: %s.".formatted(path, e.reason()),
                    origin(reference, "targetPath")));
            return values;
        }
    }

    private MappingNode merged(MappingNode values, ScalarNode data, MappingNode reference) {
        if (STAND_IN.matcher(data.text()).matches()) {
            // what decryption shows of a secret has no keys that anybody knows
            isComplete = false;
            return values;
        }
        ValuesText text = ValuesText.of(data);
        boolean isBroken = text.isBroken();
        if (!isBroken && text.root() == null) {
            return values;
        }
        Node root = text.root();
        if (root instanceof MappingNode encrypted && encrypted.mapping("sops") != null) {
            isComplete = false;
            findings.accept(unknown(
                    reference,
                    "The values of the %s are encrypted; they are unknown here.".formatted(key(release, reference))));
            return values;
        }
        if (!isBroken && root instanceof MappingNode mapping) {
            return ValuesMerge.merge(values, mapping);
        }
        if (!isBroken && root instanceof ScalarNode scalar && scalar.isNull()) {
            return values;
        }
        findings.accept(error(
                        "helm/values-data",
                        "The values of `%s` in %s are no YAML mapping, so Flux does not install the release."
                                .formatted(valuesKey(reference), key(release, reference)),
                        data.origin())
                .withFix("Correct the values, or set one value with `targetPath`."));
        return values;
    }

    /** What a reference brings; null when it brings nothing, or nothing that is known. */
    private @Nullable ScalarNode data(MappingNode reference) {
        ObjectKey key = key(release, reference);
        boolean optional = reference.isTrue("optional");
        if (!key.kind().equals("ConfigMap") && !key.kind().equals("Secret")) {
            findings.accept(error(
                    "helm/values-from",
                    "Values come from a ConfigMap or a Secret, not from `%s`.".formatted(key.kind()),
                    origin(reference, "kind")));
            return null;
        }
        Manifest object = surroundings.find(key);
        if (object == null) {
            isComplete = false;
            ObjectKey maker = SecretMaker.find(key, surroundings);
            findings.accept(maker == null ? absent(reference, key, optional) : made(reference, key, maker));
            return null;
        }
        if (object.root().mapping("sops") != null) {
            isComplete = false;
            findings.accept(
                    unknown(reference, "The values of the %s are encrypted; they are unknown here.".formatted(key)));
            return null;
        }
        ScalarNode data = data(object, valuesKey(reference));
        if (data == null && !optional) {
            findings.accept(error(
                            "helm/values-key",
                            "The %s has no `%s`, so Flux does not install the release."
                                    .formatted(key, valuesKey(reference)),
                            origin(reference, reference.has("valuesKey") ? "valuesKey" : "name"))
                    .withFix("Correct `valuesKey`, add the key, or say `optional: true`."));
        }
        return data;
    }

    private @Nullable ScalarNode data(Manifest object, String key) {
        MappingNode plain = object.root().mapping("stringData");
        ScalarNode text = plain == null ? null : plain.scalar(key);
        if (text != null) {
            return text;
        }
        MappingNode data = object.root().mapping("data");
        ScalarNode value = data == null ? null : data.scalar(key);
        if (value == null || !object.kind().equals("Secret")) {
            return value;
        }
        try {
            byte[] decoded = Base64.getMimeDecoder().decode(value.text());
            return ScalarNode.string(new String(decoded, StandardCharsets.UTF_8), value.origin());
        } catch (IllegalArgumentException e) {
            // a placeholder that somebody fills in later
            isComplete = false;
            return null;
        }
    }

    private static String valuesKey(MappingNode reference) {
        String key = reference.text("valuesKey");
        return key.isEmpty() ? "values.yaml" : key;
    }

    private Finding made(MappingNode reference, ObjectKey key, ObjectKey maker) {
        return unknown(
                reference,
                "Values come from the %s, which the %s makes in the cluster; they are unknown here."
                        .formatted(key, maker));
    }

    private Finding unknown(MappingNode reference, String message) {
        return new Finding(
                RuleId.of("helm/values-from"),
                Severity.NOTICE,
                message,
                release.manifest().id(),
                "spec.valuesFrom",
                reference.origin(),
                "");
    }

    private Finding absent(MappingNode reference, ObjectKey key, boolean optional) {
        Finding finding = Finding.warning(
                        "helm/values-from",
                        "Nothing in the repository renders the %s that values come from%s; they are unknown here."
                                .formatted(key, optional ? "" : ", and without it Flux does not install the release"),
                        reference.origin())
                .about(release.manifest().id(), "spec.valuesFrom");
        return optional
                ? finding.withSeverity(Severity.NOTICE)
                : finding.withFix(
                        "Nothing, when something else in the cluster makes it; else add it, or say `optional: true`.");
    }

    private Finding error(String rule, String message, Origin origin) {
        return Finding.error(rule, message, origin).about(release.manifest().id(), "spec.valuesFrom");
    }

    private static Origin origin(MappingNode reference, String field) {
        ScalarNode scalar = reference.scalar(field);
        return scalar == null ? reference.origin() : scalar.origin();
    }
}
