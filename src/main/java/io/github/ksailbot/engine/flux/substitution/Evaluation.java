package io.github.ksailbot.engine.flux.substitution;

import io.github.ksailbot.engine.flux.substitution.Expression.Reference;
import io.github.ksailbot.engine.flux.substitution.Expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the values of variables into one text, and remembers which were asked for. */
final class Evaluation {
    /** A text of a few kilobytes can ask for a large value very often. */
    private static final int MAX_LENGTH = 16 << 20;

    private final Map<String, Variable> variables;
    private final boolean open;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();

    /** @param open whether what is not in the repository may define more variables */
    Evaluation(Map<String, Variable> variables, boolean open) {
        this.variables = variables;
        this.open = open;
    }

    /** Names of all variables that the text asks for, also those that nobody defines. */
    Set<String> used() {
        return used;
    }

    /** Those that nobody defines where the text has no default for them. */
    Set<String> missing() {
        return missing;
    }

    String evaluate(String text) throws ExpressionException {
        return join(ExpressionParser.parse(text));
    }

    private String join(List<Expression> expressions) throws ExpressionException {
        StringBuilder joined = new StringBuilder();
        for (Expression expression : expressions) {
            joined.append(text(expression));
            if (joined.length() > MAX_LENGTH) {
                throw new ExpressionException("grows over " + (MAX_LENGTH >> 20) + " MiB by its variables");
            }
        }
        return joined.toString();
    }

    private String text(Expression expression) throws ExpressionException {
        return expression instanceof Reference reference ? value(reference) : ((Text) expression).text();
    }

    private String value(Reference reference) throws ExpressionException {
        List<String> arguments = new ArrayList<>();
        for (Expression argument : reference.arguments()) {
            arguments.add(text(argument));
        }
        used.add(reference.name());
        Variable variable = variables.get(reference.name());
        if (variable != null && variable.value() == null) {
            // what stays is plain to see, and the schema checks know it for a value to come
            return reference.source();
        }
        if (variable == null && !reference.hasDefault()) {
            if (open && Variable.isName(reference.name())) {
                return reference.source();
            }
            missing.add(reference.name());
        }
        String value = variable == null || variable.value() == null ? "" : variable.value();
        return Operators.apply(reference.operator(), value, arguments);
    }
}
