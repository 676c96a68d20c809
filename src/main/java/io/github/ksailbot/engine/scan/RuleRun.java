package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.KnownObject.Answer;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one rule said about everything that it looked at.
 *
 * @param tested resources in order, each with what was found about it; an empty list for what is right
 */
record RuleRun(Map<ScanObject, List<Alert>> tested) {
    static final RuleRun NOTHING = new RuleRun(Map.of());

    static RuleRun of(Rule rule, RuleInput input) {
        Map<ScanObject, List<Alert>> tested =
                new LinkedHashMap<>(input.objects().size() * 2);
        rule.tested(input).forEach(object -> tested.put(object, List.of()));
        tested.putAll(alerts(rule, input));
        return new RuleRun(tested);
    }

    /** The same; only objects are asked about of which it said nothing before. */
    static RuleRun of(String name, LocalRule rule, RuleInput input, ScanObjects objects) {
        List<Answer> answers = answers(name, rule, input, objects);
        Map<ScanObject, List<Alert>> tested = new LinkedHashMap<>(answers.size() * 2);
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).isTested()) {
                tested.put(input.objects().get(i), answers.get(i).alerts());
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).isTested() && !answers.get(i).alerts().isEmpty()) {
                tested.put(input.objects().get(i), answers.get(i).alerts());
            }
        }
        return new RuleRun(tested);
    }

    /** One for each object. Each is looked up once: others may scan the same objects at the same time. */
    private static List<Answer> answers(String name, LocalRule rule, RuleInput input, ScanObjects objects) {
        List<@Nullable Answer> known = new ArrayList<>(input.objects().size());
        List<ScanObject> others = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            Answer answer = objects.known(object).answer(name, rule, input.inputs());
            known.add(answer);
            if (answer == null) {
                others.add(object);
            }
        }
        RuleInput rest = new RuleInput(others, input.inputs());
        Set<ScanObject> tested = others.isEmpty() ? Set.of() : new HashSet<>(rule.tested(rest));
        Map<ScanObject, List<Alert>> alerts = others.isEmpty() ? Map.of() : alerts(rule, rest);
        List<Answer> answers = new ArrayList<>(known.size());
        for (int i = 0; i < known.size(); i++) {
            Answer answer = known.get(i);
            if (answer == null) {
                ScanObject object = input.objects().get(i);
                List<Alert> about = alerts.get(object);
                answer = new Answer(rule, input.inputs(), tested.contains(object), about == null ? List.of() : about);
                objects.known(object).keep(name, answer);
            }
            answers.add(answer);
        }
        return answers;
    }

    private static Map<ScanObject, List<Alert>> alerts(Rule rule, RuleInput input) {
        Map<ScanObject, List<Alert>> byObject = new LinkedHashMap<>();
        for (Alert alert : rule.evaluate(input)) {
            for (ScanObject object : alert.objects()) {
                byObject.computeIfAbsent(object, key -> new ArrayList<>(2)).add(alert);
            }
        }
        // The same alert twice is one: several words of a list can name the same variable.
        byObject.replaceAll((object, alerts) -> List.copyOf(alerts.size() == 1 ? alerts : new LinkedHashSet<>(alerts)));
        return byObject;
    }
}
