package io.github.ksailbot.engine.gotemplate.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Regular expressions, which take linear time as Go's do. */
final class SprigRegex {
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_PROGRAM = 5_000;
    /** Steps of an expression that count as one. */
    private static final int STEPS = 1_000;

    private static final java.util.regex.Pattern REFERENCE =
            java.util.regex.Pattern.compile("\\$(\\$|\\w+|\\{\\w+\\})");

    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("(\\d{1,9})\\}");

    static final Map<String, GoFunction> ALL = all();

    private SprigRegex() {}

    private static Map<String, GoFunction> all() {
        Map<String, GoFunction> all = new HashMap<>(Map.of(
                "regexMatch",
                a -> matcher(a.exactly(2), a.string(1)).find(),
                "regexFind",
                SprigRegex::find,
                "regexFindAll",
                SprigRegex::findAll,
                "regexReplaceAll",
                a -> replace(a, false),
                "regexReplaceAllLiteral",
                a -> replace(a, true),
                "regexSplit",
                SprigRegex::split));
        for (String name : List.copyOf(all.keySet())) {
            all.put("must" + Character.toUpperCase(name.charAt(0)) + name.substring(1), all.get(name));
        }
        all.put("regexQuoteMeta", a -> Pattern.quote(a.exactly(1).string(0)));
        return Map.copyOf(all);
    }

    private static Matcher matcher(Arguments a, String text) throws GoTemplateException {
        String expression = a.string(0);
        try {
            if (expression.length() > MAX_LENGTH || repetitions(expression) > MAX_PROGRAM) {
                throw new GoTemplateException(
                        GoTemplateException.Reason.LIMIT, "a regular expression is too long, or repeats too much");
            }
            Pattern pattern = Pattern.compile(expression);
            if (pattern.programSize() > MAX_PROGRAM) {
                throw new GoTemplateException(
                        GoTemplateException.Reason.LIMIT, "the repetitions of a regular expression are too large");
            }
            a.meter().spend(1 + (long) pattern.programSize() * text.length() / STEPS);
            return pattern.matcher(text);
        } catch (PatternSyntaxException e) {
            throw new GoTemplateException("error parsing regexp: " + e.getMessage());
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

    private static String find(Arguments a) throws GoTemplateException {
        Matcher matcher = matcher(a.exactly(2), a.string(1));
        return matcher.find() ? matcher.group() : "";
    }

    private static List<@Nullable Object> findAll(Arguments a) throws GoTemplateException {
        Matcher matcher = matcher(a.exactly(3), a.string(1));
        int most = a.integer(2);
        List<@Nullable Object> found = new ArrayList<>();
        while (found.size() != most && matcher.find()) {
            found.add(matcher.group());
            a.meter().spend(1);
        }
        return found;
    }

    private static String replace(Arguments a, boolean literal) throws GoTemplateException {
        String text = a.exactly(3).string(1);
        String replacement = a.string(2);
        Matcher matcher = matcher(a, text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            out.append(text, from, matcher.start()).append(literal ? replacement : expanded(replacement, matcher));
            from = matcher.end();
            a.meter().claim(replacement.length());
            a.meter().length(out.length());
        }
        return out.append(text.substring(from)).toString();
    }

    /** {@code $1}, {@code ${1}}, {@code ${name}}; what names no group is empty. */
    private static String expanded(String replacement, Matcher matcher) {
        java.util.regex.Matcher references = REFERENCE.matcher(replacement);
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (references.find()) {
            out.append(replacement, from, references.start());
            String name = references.group(1);
            out.append(name.equals("$") ? "$" : group(matcher, name.replaceAll("[{}]", "")));
            from = references.end();
        }
        return out.append(replacement.substring(from)).toString();
    }

    private static String group(Matcher matcher, String name) {
        try {
            String group = name.matches("\\d{1,4}")
                    ? Integer.parseInt(name) <= matcher.groupCount() ? matcher.group(Integer.parseInt(name)) : ""
                    : matcher.group(name);
            return group == null ? "" : group;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static List<@Nullable Object> split(Arguments a) throws GoTemplateException {
        String text = a.exactly(3).string(1);
        int most = a.integer(2);
        List<@Nullable Object> parts = new ArrayList<>();
        if (most == 0) {
            return parts;
        }
        Matcher matcher = matcher(a, text);
        int from = 0;
        while (parts.size() != most - 1 && matcher.find()) {
            if (matcher.end() == 0) {
                continue;
            }
            parts.add(text.substring(from, matcher.start()));
            from = matcher.end();
            a.meter().spend(1);
        }
        parts.add(text.substring(from));
        return parts;
    }
}
