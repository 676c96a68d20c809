package io.github.ksailbot.engine.scan.own;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one mapping strictly; what is wrong becomes an error on its line. */
final class ControlFields {
    private final MappingNode mapping;
    private final List<Finding> findings;

    ControlFields(MappingNode mapping, List<Finding> findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    void allowOnly(List<String> keys) {
        for (MappingNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!keys.contains(key)) {
                String meant = Spelling.nearest(key, keys);
                findings.add(Finding.error(
                                OwnControlReader.RULE,
                                "`" + key + "` is not known here.",
                                entry.key().origin())
                        .withFix(
                                meant.isEmpty()
                                        ? "Known here: " + String.join(", ", keys) + "."
                                        : "Did you mean `" + meant + "`?"));
            }
        }
    }

    boolean has(String key) {
        return mapping.has(key);
    }

    /** The text of a field; empty where there is none. A number or another scalar is none. */
    String text(String key) {
        Node value = mapping.get(key);
        if (value == null) {
            return "";
        }
        if (value instanceof ScalarNode scalar && scalar.isString()) {
            return scalar.text();
        }
        error(key, "must be a text");
        return "";
    }

    /** The text of a field of any scalar, as it is written; empty where there is none. */
    String anyText(String key) {
        Node value = mapping.get(key);
        if (value == null) {
            return "";
        }
        if (value instanceof ScalarNode scalar && !scalar.isNull()) {
            return scalar.text();
        }
        error(key, "must be a text or a number");
        return "";
    }

    /** The text of a field that must be there. */
    String required(String key, String what) {
        String text = text(key);
        if (text.isBlank()) {
            error(key, "must " + what);
        }
        return text;
    }

    /** A list of texts; empty where there is none. */
    List<String> texts(String key) {
        Node value = mapping.get(key);
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof ScalarNode scalar && scalar.isString()) {
                    texts.add(scalar.text());
                } else {
                    error(item.origin(), "`" + key + "` must be a list of texts.");
                }
            }
        } else {
            error(key, "must be a list of texts");
        }
        return texts;
    }

    /** The mappings of a list; empty where there is none. */
    List<MappingNode> mappings(String key) {
        Node value = mapping.get(key);
        if (value == null) {
            return List.of();
        }
        List<MappingNode> mappings = new ArrayList<>();
        if (value instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof MappingNode one) {
                    mappings.add(one);
                } else {
                    error(item.origin(), "`" + key + "` must be a list of mappings.");
                }
            }
        } else {
            error(key, "must be a list of mappings");
        }
        return mappings;
    }

    /** A number from 0 to 10; -1, and an error, for anything else. */
    double score(String key) {
        Double number = mapping.get(key) instanceof ScalarNode scalar ? scalar.numberValue() : null;
        if (number == null || !(number >= 0 && number <= 10)) {
            error(key, "must be a number between 0 and 10");
            return -1;
        }
        return number;
    }

    /** The compiled expression of a field; null, and an error where it is wrong, if it cannot be used. */
    CelRuntime.@Nullable Program condition(String key) {
        String expression = required(key, "be a CEL expression that is true for what is wrong");
        if (expression.isBlank()) {
            return null;
        }
        try {
            return CelCompilation.compile(expression);
        } catch (CelValidationException e) {
            CelIssue issue = e.getErrors().isEmpty() ? null : e.getErrors().get(0);
            if (issue == null) {
                error(key, "is no CEL expression");
            } else {
                CelSourceLocation at = issue.getSourceLocation();
                error(
                        place((ScalarNode) mapping.get(key), at),
                        "`" + key + "` is no CEL condition: "
                                + issue.getMessage().replace(" (in container '')", "") + " (line " + at.getLine()
                                + " of the expression, column " + (at.getColumn() + 1) + ").");
            }
        } catch (CelEvaluationException e) {
            error(key, "cannot be used: " + e.getMessage());
        }
        return null;
    }

    /** Where a place of an expression is in the file, as exactly as the style of its scalar lets one know. */
    private static Origin place(@Nullable ScalarNode scalar, CelSourceLocation at) {
        if (scalar == null) {
            throw new IllegalStateException("an expression is a scalar");
        }
        Origin origin = scalar.origin();
        if (scalar.indent() != ScalarNode.NO_INDENT) {
            return origin.at(origin.line() + at.getLine(), scalar.indent() + at.getColumn() + 1);
        }
        boolean isOnLine = at.getLine() == 1
                && scalar.style() != ScalarNode.Style.FOLDED
                && !scalar.text().contains("\n");
        int quote = scalar.style() == ScalarNode.Style.PLAIN ? 0 : 1;
        return isOnLine ? origin.at(origin.line(), origin.column() + quote + at.getColumn()) : origin;
    }

    Origin origin(String key) {
        MappingNode.Entry entry = mapping.entry(key);
        return entry == null ? mapping.origin() : entry.value().origin();
    }

    void error(String key, String what) {
        error(origin(key), "`" + key + "` " + what + ".");
    }

    private void error(Origin origin, String message) {
        findings.add(Finding.error(OwnControlReader.RULE, message, origin));
    }
}
