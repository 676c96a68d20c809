package io.github.ksailbot.engine.scan.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Regular expressions of control inputs, exceptions and own controls, which come from trusted settings, over text that does
 * not. They are Go's, as Kubescape's are, and take linear time.
 */
public final class Patterns {
    /** Lists of control inputs that hold regular expressions. */
    public static final List<String> LISTS =
            List.of("imageRepositoryAllowList", "sensitiveValues", "sensitiveValuesAllowed");

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_PROGRAM = 10_000;
    private static final long MAX_WORK = 50_000_000;
    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("(\\d{1,9})\\}");

    private final List<Pattern> patterns;

    private Patterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Those of some expressions that can be understood; others match nothing, as in Kubescape. */
    public static Patterns of(List<String> expressions) {
        return of(expressions, 0);
    }

    /** The same, with no regard to case. */
    public static Patterns inAnyCase(List<String> expressions) {
        return of(expressions, Pattern.CASE_INSENSITIVE);
    }

    private static Patterns of(List<String> expressions, int flags) {
        List<Pattern> patterns = new ArrayList<>();
        for (String expression : expressions) {
            compile(expression, flags).ifPresent(patterns::add);
        }
        return new Patterns(List.copyOf(patterns));
    }

    /** Whether an expression can be understood and is not too large: longer than 2,000 characters or 10,000 steps. */
    public static boolean isUsable(String expression) {
        return compile(expression, 0).isPresent();
    }

    /**
     * What an expression matches in a text.
     *
     * @param most how many to look for
     * @throws IllegalArgumentException if the expression is not {@linkplain #isUsable usable}, or the text too long for it
     */
    public static List<String> found(String expression, String text, int most) {
        Pattern pattern = compile(expression, 0)
                .orElseThrow(() -> new IllegalArgumentException("the regular expression is broken or too large"));
        if ((long) pattern.programSize() * text.length() > MAX_WORK) {
            throw new IllegalArgumentException("the text is too long for the regular expression");
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (found.size() < most && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Optional<Pattern> compile(String expression, int flags) {
        if (expression.length() > MAX_LENGTH || repetitions(expression) > MAX_PROGRAM) {
            return Optional.empty();
        }
        try {
            Pattern pattern = Pattern.compile(expression, flags);
            return pattern.programSize() > MAX_PROGRAM ? Optional.empty() : Optional.of(pattern);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** How often its parts are repeated if each is within all others, so that nothing too large is ever compiled. */
    private static double repetitions(String expression) {
        java.util.regex.Matcher counts = COUNT.matcher(expression);
        double product = 1;
        while (counts.find()) {
            product *= Math.max(1, Integer.parseInt(counts.group(1)));
        }
        return product;
    }

    /** Whether one of them matches somewhere in a text. */
    public boolean find(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
