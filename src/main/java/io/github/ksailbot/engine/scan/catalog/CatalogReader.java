package io.github.ksailbot.engine.scan.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.engine.scan.catalog.Control.Action;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the facts about Kubescape's controls as a scan of files has them: a control or framework whose scope is something
 * else is left out, and so is a rule that Kubescape's present version no longer runs.
 */
final class CatalogReader {
    private static final String FILE_SCOPE = "file";
    private static final Map<String, Action> ACTIONS = Map.of(
            "configuration", Action.CONFIGURATION,
            "requires review", Action.REQUIRES_REVIEW,
            "manual review", Action.MANUAL_REVIEW);

    private CatalogReader() {}

    static Catalog read() {
        JsonNode json;
        try (InputStream in = CatalogReader.class.getResourceAsStream("kubescape.json")) {
            json = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, RuleFacts> facts = new TreeMap<>();
        json.get("rules").forEach(rule -> {
            // Whatever says until when it was used was replaced before the present version.
            if (!rule.has("until")) {
                facts.put(rule.get("name").asText(), facts(rule));
            }
        });
        Map<String, Control> controls = new TreeMap<>();
        json.get("controls").forEach(control -> {
            Control read = control(control, facts);
            boolean isKept = !read.rules().isEmpty() || read.action() == Action.MANUAL_REVIEW;
            if (isInFiles(control) && isKept) {
                controls.put(read.id(), read);
            }
        });
        Map<String, Framework> frameworks = new TreeMap<>();
        json.get("frameworks").forEach(framework -> {
            Framework read = framework(framework, controls);
            if (isInFiles(framework) && !read.controls().isEmpty()) {
                frameworks.put(read.name().toLowerCase(Locale.ROOT), read);
            }
        });
        return new Catalog(frameworks, controls, facts, Rules.builtIn(), inputs(json.get("inputs")));
    }

    private static boolean isInFiles(JsonNode node) {
        List<String> scopes = texts(node.path("scopes"));
        return scopes.isEmpty() || scopes.contains(FILE_SCOPE);
    }

    private static RuleFacts facts(JsonNode rule) {
        List<Match> matches = new ArrayList<>();
        rule.path("match")
                .forEach(match -> matches.add(new Match(
                        texts(match.path("groups")), texts(match.path("versions")), texts(match.path("kinds")))));
        return new RuleFacts(
                rule.get("name").asText(),
                matches,
                rule.path("aggregator").asText().equals("subject-role-rolebinding"),
                texts(rule.path("inputs")),
                texts(rule.path("needs")));
    }

    private static Control control(JsonNode control, Map<String, RuleFacts> facts) {
        return new Control(
                control.get("id").asText(),
                control.get("name").asText(),
                control.get("baseScore").asDouble(),
                control.path("category").asText(),
                ACTIONS.getOrDefault(control.path("action").asText(), Action.NONE),
                texts(control.path("rules")).stream().filter(facts::containsKey).toList());
    }

    private static Framework framework(JsonNode framework, Map<String, Control> controls) {
        List<Control> kept = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (String id : texts(framework.path("controls"))) {
            Control control = controls.get(id);
            if (control == null) {
                elsewhere.add(id);
            } else {
                JsonNode name = framework.path("names").path(id);
                kept.add(name.isTextual() ? control.named(name.asText()) : control);
            }
        }
        return new Framework(framework.get("name").asText(), kept, elsewhere);
    }

    private static ControlInputs inputs(JsonNode json) {
        Map<String, List<String>> lists = new TreeMap<>();
        json.properties().forEach(list -> lists.put(list.getKey(), texts(list.getValue())));
        return new ControlInputs(lists);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
