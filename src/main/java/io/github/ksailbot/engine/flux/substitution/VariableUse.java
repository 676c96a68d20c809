package io.github.ksailbot.engine.flux.substitution;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * A place at which a resource asks for a variable.
 *
 * @param name of the variable
 * @param field path in the resource
 * @param origin of the value, or key, that asks
 */
public record VariableUse(String name, String field, Origin origin) {

    /** All of a resource, in their order; none when it says that it must stay as it is. What cannot be taken apart asks for nothing. */
    public static List<VariableUse> of(Manifest manifest) {
        List<VariableUse> uses = new ArrayList<>();
        if (Substitution.isDisabled(manifest)) {
            return uses;
        }
        for (VariableText text : VariableText.in(manifest.root())) {
            try {
                collect(ExpressionParser.parse(text.text()), text, uses);
            } catch (ExpressionException e) {
                // no text of Flux's: it is for somebody else
                continue;
            }
        }
        return uses;
    }

    private static void collect(List<Expression> expressions, VariableText text, List<VariableUse> uses) {
        for (Expression expression : expressions) {
            if (expression instanceof Expression.Reference reference) {
                uses.add(new VariableUse(reference.name(), text.field(), text.origin()));
                collect(reference.arguments(), text, uses);
            }
        }
    }
}
