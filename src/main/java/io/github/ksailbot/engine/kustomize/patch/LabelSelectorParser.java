package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.patch.LabelSelector.Operator;
import io.github.ksailbot.engine.kustomize.patch.LabelSelector.Requirement;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a label selector as Kubernetes does. */
final class LabelSelectorParser {
    private static final int MAX_NAME = 63;
    private static final int MAX_PREFIX = 253;
    private static final String SYMBOLS = "=!(),<>";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern DNS = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

    private final String text;
    private final Origin origin;
    private int at;

    LabelSelectorParser(String text, Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    LabelSelector parse() throws BuildException {
        List<Requirement> requirements = new ArrayList<>();
        String token;
        do {
            requirements.add(requirement());
            token = next();
            if (!token.isEmpty() && !token.equals(",")) {
                throw wrong("`" + token + "` stands where a comma or the end should be");
            }
        } while (!token.isEmpty());
        return new LabelSelector(requirements);
    }

    private Requirement requirement() throws BuildException {
        String token = next();
        boolean not = token.equals("!");
        String key = not ? next() : token;
        requireKey(key);
        if (not) {
            return new Requirement(key, Operator.NOT_EXISTS, Set.of());
        }
        int before = at;
        String operator = next();
        return switch (operator) {
            case "=", "==" -> new Requirement(key, Operator.IN, Set.of(value()));
            case "!=" -> new Requirement(key, Operator.NOT_IN, Set.of(value()));
            case "in" -> new Requirement(key, Operator.IN, values());
            case "notin" -> new Requirement(key, Operator.NOT_IN, values());
            case ">" -> new Requirement(key, Operator.GREATER, Set.of(number()));
            case "<" -> new Requirement(key, Operator.LESS, Set.of(number()));
            case "", "," -> {
                at = before;
                yield new Requirement(key, Operator.EXISTS, Set.of());
            }
            default -> throw wrong("`" + operator + "` is not an operator");
        };
    }

    private Set<String> values() throws BuildException {
        if (!next().equals("(")) {
            throw wrong("a list of values begins with `(`");
        }
        Set<String> values = new LinkedHashSet<>();
        String token;
        do {
            values.add(value());
            token = next();
            if (!token.equals(",") && !token.equals(")")) {
                throw wrong("a list of values is not closed");
            }
        } while (token.equals(","));
        return values;
    }

    /** A value, which may be empty. */
    private String value() throws BuildException {
        int before = at;
        String token = next();
        if (token.equals(",") || token.equals(")") || token.isEmpty()) {
            at = before;
            return "";
        }
        if (token.length() > MAX_NAME || !NAME.matcher(token).matches()) {
            throw wrong("`" + token + "` is not a label value");
        }
        return token;
    }

    private String number() throws BuildException {
        String token = next();
        if (!NUMBER.matcher(token).matches()) {
            throw wrong("`" + token + "` is not a whole number");
        }
        return token;
    }

    private void requireKey(String key) throws BuildException {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        String prefix = slash < 0 ? "a" : key.substring(0, slash);
        if (name.length() > MAX_NAME
                || !NAME.matcher(name).matches()
                || prefix.length() > MAX_PREFIX
                || !DNS.matcher(prefix).matches()) {
            throw wrong("`" + key + "` is not a label key");
        }
    }

    /** The next symbol or word; empty at the end. */
    private String next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        boolean symbol = at < text.length() && SYMBOLS.indexOf(text.charAt(at)) >= 0;
        if (symbol) {
            at++;
            boolean two = at < text.length() && text.charAt(at) == '=' && "=!".indexOf(text.charAt(start)) >= 0;
            at += two ? 1 : 0;
        } else {
            while (at < text.length()
                    && SYMBOLS.indexOf(text.charAt(at)) < 0
                    && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return text.substring(start, at);
    }

    private BuildException wrong(String why) {
        return BuildException.of(
                Selector.INVALID,
                "The selector `" + Excerpts.shorten(text) + "` cannot be understood: " + why + ".",
                origin);
    }
}
