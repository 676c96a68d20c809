package io.github.ksailbot.engine.kustomize.typed;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.Collection;

/** What is wrong with the fields of a {@link TypedMapping}, in words. */
final class TypeFindings {
    private TypeFindings() {}

    /**
     * @param wanted with its article: {@code a list}
     */
    static Finding wrong(Node value, String path, String wanted) {
        return Finding.error(
                        "kustomize/wrong-type",
                        "`%s` must be %s, but it is %s here.".formatted(path, wanted, describe(value)),
                        value.origin())
                .atField(path);
    }

    /** What looks like a string to people, and is none to YAML. */
    static Finding noString(ScalarNode scalar, String path) {
        return Finding.error(
                        "kustomize/wrong-type",
                        "`%s` must be a string, but `%s` is a %s in YAML."
                                .formatted(path, scalar.text(), word(scalar.type())),
                        scalar.origin())
                .atField(path)
                .withFix("Put quotes around it: `\"%s\"`.".formatted(scalar.text()));
    }

    /**
     * @param where the mapping is; empty for the file itself
     * @param known the fields that the mapping can have
     */
    static Finding unknown(ScalarNode key, String where, String path, Collection<String> known) {
        String near = Spelling.nearest(key.text(), known);
        return Finding.error(
                        "kustomize/unknown-field",
                        "`%s` is not a field that kustomize knows%s; it refuses the file."
                                .formatted(key.text(), where.isEmpty() ? "" : " in `" + where + "`"),
                        key.origin())
                .atField(path)
                .withFix(near.isEmpty() ? "Remove it." : "Did you mean `%s`?".formatted(near));
    }

    private static String describe(Node value) {
        if (value instanceof MappingNode) {
            return "a mapping";
        }
        if (value instanceof SequenceNode) {
            return "a list";
        }
        return "the " + word(((ScalarNode) value).type()) + " `" + Excerpts.shorten(((ScalarNode) value).text()) + "`";
    }

    private static String word(ScalarNode.Type type) {
        return switch (type) {
            case STRING -> "string";
            case INTEGER, FLOAT -> "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
        };
    }
}
