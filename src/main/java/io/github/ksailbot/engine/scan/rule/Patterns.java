package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of control inputs, which come from trusted settings, over text that does not. */
public final class Patterns {
    private final List<Pattern> patterns;

    private Patterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Those of some expressions that can be understood; others match nothing, as in Kubescape.
     *
     * @param flags of {@link Pattern}
     */
    public static Patterns of(List<String> expressions, int flags) {
        List<Pattern> patterns = new ArrayList<>();
        for (String expression : expressions) {
            compile(expression, flags).ifPresent(patterns::add);
        }
        return new Patterns(List.copyOf(patterns));
    }

    private static Optional<Pattern> compile(String expression, int flags) {
        try {
            return Optional.of(Pattern.compile(expression, flags));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether one of them matches the whole of a text, which a line break at its end is part of. */
    public boolean isWhole(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }

    /** Whether one of them matches somewhere in a text. */
    public boolean find(String text) {
        for (Pattern pattern : patterns) {
            try {
                if (pattern.matcher(text).find()) {
                    return true;
                }
            } catch (StackOverflowError e) {
                // An alternative that is repeated over a long text: not looked at is not clean.
                return true;
            }
        }
        return false;
    }
}
