package io.github.ksailbot.sandbox.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which objects of a collection are asked for: label selector and field selector. */
final class Selection implements Predicate<ObjectNode> {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");

    /** What custom resources can be selected by, and what pods and events can be selected by beside it. */
    private static final Set<String> FIELDS = Set.of("metadata.name", "metadata.namespace");

    private static final Set<String> MORE = Set.of(
            "status.phase",
            "spec.nodeName",
            "type",
            "reason",
            "involvedObject.kind",
            "involvedObject.name",
            "involvedObject.namespace",
            "involvedObject.uid");

    private final List<Predicate<ObjectNode>> terms = new ArrayList<>();

    private Selection() {}

    static Selection of(@Nullable String labels, @Nullable String fields, boolean custom) {
        Selection selection = new Selection();
        for (String term : split(labels == null ? "" : labels)) {
            selection.terms.add(label(term));
        }
        for (String term : split(fields == null ? "" : fields)) {
            selection.field(term, custom);
        }
        return selection;
    }

    /** The one name that a field selector asks for; empty when it is not one. */
    static String name(String fields) {
        return split(fields).stream()
                .filter(term -> term.startsWith("metadata.name="))
                .map(term -> term.substring(term.lastIndexOf('=') + 1))
                .findFirst()
                .orElse("");
    }

    @Override
    public boolean test(ObjectNode object) {
        return terms.stream().allMatch(term -> term.test(object));
    }

    private static List<String> split(String selector) {
        return Arrays.stream(selector.split(",(?![^(]*\\))"))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .toList();
    }

    private static Predicate<ObjectNode> label(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            Set<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).collect(Collectors.toSet());
            boolean in = "in".equals(set.group(2));
            return object -> {
                JsonNode value = labels(object).path(set.group(1));
                return in
                        ? values.contains(value.asText()) && !value.isMissingNode()
                        : !values.contains(value.asText());
            };
        }
        int unequal = term.indexOf("!=");
        if (unequal > 0) {
            String value = term.substring(unequal + 2);
            return object ->
                    !labels(object).path(term.substring(0, unequal)).asText().equals(value);
        }
        int equal = term.indexOf('=');
        if (equal > 0) {
            String value = term.substring(term.startsWith("==", equal) ? equal + 2 : equal + 1);
            return object -> labels(object).has(term.substring(0, equal))
                    && labels(object).path(term.substring(0, equal)).asText().equals(value);
        }
        return term.startsWith("!")
                ? object -> !labels(object).has(term.substring(1))
                : object -> labels(object).has(term);
    }

    private static JsonNode labels(ObjectNode object) {
        return object.path("metadata").path("labels");
    }

    private void field(String term, boolean custom) {
        boolean not = term.contains("!=");
        int at = not ? term.indexOf("!=") : term.indexOf('=');
        String path = at < 0 ? term : term.substring(0, at);
        if (at < 0 || !(FIELDS.contains(path) || (!custom && MORE.contains(path)))) {
            throw StatusError.badRequest("field label not supported: " + path);
        }
        String value = term.substring(at + (not || term.startsWith("==", at) ? 2 : 1));
        terms.add(object -> {
            JsonNode node = object;
            for (String part : path.split("\\.")) {
                node = node.path(part);
            }
            return node.asText().equals(value) != not;
        });
    }
}
