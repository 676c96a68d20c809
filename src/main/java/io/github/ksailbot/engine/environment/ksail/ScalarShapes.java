package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.regex.Pattern;

/** The scalars of a ksail file. */
final class ScalarShapes {
    private static final Pattern DURATION =
            Pattern.compile("[+-]?(0|((\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})(ns|us|µs|μs|ms|s|m|h)){1,8})");

    private ScalarShapes() {}

    /** A text in which KSail replaces {@code ${VAR}}. */
    record Expanded() implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            requireText(node, field, findings);
        }
    }

    /** A text that KSail takes as it is. */
    record Verbatim() implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (requireText(node, field, findings)
                    && node instanceof ScalarNode scalar
                    && Variables.isIn(scalar.text())) {
                findings.add(Finding.warning(
                                "ksail/variable-not-expanded",
                                "`" + field + "` holds `${…}`, which KSail does not replace here.",
                                node.origin())
                        .atField(field)
                        .withFix("Write the value itself."));
            }
        }
    }

    /**
     * One of some words, in exactly this spelling.
     *
     * @param words without the empty text, which is allowed as well
     * @param orBoolean whether true and false stand for two of them
     */
    record Choice(List<String> words, boolean orBoolean) implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (orBoolean && node instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.BOOLEAN) {
                return;
            }
            if (requireText(node, field, findings) && node instanceof ScalarNode scalar) {
                String text = scalar.text();
                if (!text.isEmpty() && !words.contains(text)) {
                    String meant = Spelling.nearest(text, words);
                    findings.add(Shape.wrongValue(
                                    node,
                                    field,
                                    "`" + field + "` is `" + text + "` and must be one of " + String.join(", ", words)
                                            + ", spelled exactly so.")
                            .withFix(
                                    meant.isEmpty()
                                            ? "Choose one of " + String.join(", ", words) + "."
                                            : "Did you mean `" + meant + "`?"));
                }
            }
        }
    }

    /** True or false. */
    record Bool() implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (!(node instanceof ScalarNode scalar) || scalar.type() != ScalarNode.Type.BOOLEAN) {
                findings.add(Shape.wrongType(node, field, "true or false"));
            }
        }
    }

    /** A whole number between two others, both allowed. */
    record Whole(int least, int most) implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (!(node instanceof ScalarNode scalar) || scalar.type() != ScalarNode.Type.INTEGER) {
                findings.add(Shape.wrongType(node, field, "a whole number between " + least + " and " + most));
            } else if (!isBetween(scalar.text())) {
                findings.add(Shape.wrongValue(
                        node,
                        field,
                        "`" + field + "` is " + scalar.text() + " and must be between " + least + " and " + most
                                + "."));
            }
        }

        private boolean isBetween(String text) {
            try {
                int value = Integer.decode(text);
                return least <= value && value <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** A time as Go writes it. */
    record Duration() implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (!(node instanceof ScalarNode scalar)
                    || !DURATION.matcher(scalar.text()).matches()) {
                findings.add(Shape.wrongValue(
                                node,
                                field,
                                "`" + field + "` is no duration: a number needs a unit (ns, us, ms, s, m, h).")
                        .withFix("Write a duration such as `90s`, `5m` or `1h30m`."));
            }
        }
    }

    /** The name of a cluster: {@code metadata.name}. */
    record Name() implements Shape {
        @Override
        public void check(Node node, String field, List<Finding> findings) {
            if (requireText(node, field, findings) && node instanceof ScalarNode scalar) {
                String text = scalar.text();
                if (Variables.isIn(text)) {
                    findings.add(Shape.wrongValue(
                                    node, field, "`" + field + "` holds `${…}`, which KSail does not replace here.")
                            .withFix("Write the name itself."));
                } else if (!text.isEmpty() && !EnvironmentName.isValid(text)) {
                    findings.add(Shape.wrongValue(
                            node,
                            field,
                            "`" + field + "` is `" + text + "` and must be " + EnvironmentName.DESCRIPTION + "."));
                }
            }
        }
    }

    static boolean requireText(Node node, String field, List<Finding> findings) {
        if (node instanceof ScalarNode scalar && scalar.isString()) {
            return true;
        }
        Finding finding = Shape.wrongType(node, field, "a text");
        findings.add(node instanceof ScalarNode ? finding.withFix("Put quotes around it.") : finding);
        return false;
    }
}
