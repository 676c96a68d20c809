package io.github.ksailbot.sandbox.github.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One operation of the API: its method and path as in GitHub's OpenAPI document, who may call it, what it does. */
final class Route {

    /** Placeholders whose values contain slashes. */
    private static final Set<String> LONG = Set.of("path", "ref", "basehead", "branch");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    final String method;
    final String template;
    final Access access;
    final Function<Call, Answer> handler;
    private final Pattern pattern;
    private final List<String> names = new ArrayList<>();

    Route(String method, String template, Access access, Function<Call, Answer> handler) {
        this.method = method;
        this.template = template;
        this.access = access;
        this.handler = handler;
        StringBuilder regex = new StringBuilder();
        Matcher placeholders = PLACEHOLDER.matcher(template);
        int at = 0;
        while (placeholders.find()) {
            String name = placeholders.group(1);
            regex.append(Pattern.quote(template.substring(at, placeholders.start())));
            regex.append(LONG.contains(name) ? "(.+?)" : "([^/]+)");
            names.add(name);
            at = placeholders.end();
        }
        regex.append(Pattern.quote(template.substring(at)));
        this.pattern = Pattern.compile(regex.toString());
    }

    /** The placeholders' values; null if the path is another's. */
    @Nullable Map<String, String> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return values;
    }
}
