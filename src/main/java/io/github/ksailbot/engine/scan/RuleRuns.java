package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Match;
import io.github.ksailbot.engine.scan.catalog.RuleFacts;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.rule.SubjectsOfRoles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs each rule once over a set of resources, whichever controls it is part of. For one scan and one thread. */
final class RuleRuns {
    private final Catalog catalog;
    private final ControlInputs inputs;
    private final List<ScanObject> objects;
    private final Map<List<Match>, List<ScanObject>> selections = new HashMap<>();
    private final Map<String, RuleRun> runs = new HashMap<>();
    private @Nullable List<ScanObject> subjects;

    RuleRuns(Catalog catalog, ControlInputs inputs, List<ScanObject> objects) {
        this.catalog = catalog;
        this.inputs = inputs;
        this.objects = objects;
    }

    RuleRun of(String name) {
        RuleRun known = runs.get(name);
        if (known != null) {
            return known;
        }
        RuleFacts facts = catalog.facts().get(name);
        Rule rule = catalog.rules().get(name);
        RuleRun run = facts == null || rule == null ? RuleRun.NOTHING : run(rule, facts);
        runs.put(name, run);
        return run;
    }

    /** The resources that a rule looks at, whether or not it can be run. */
    List<ScanObject> selected(String name) {
        RuleFacts facts = catalog.facts().get(name);
        return facts == null ? List.of() : select(facts);
    }

    private RuleRun run(Rule rule, RuleFacts facts) {
        Map<String, List<String>> lists = new HashMap<>();
        Stream.concat(facts.inputs().stream(), Stream.of(ControlInputs.CLOUD_PROVIDER))
                .filter(inputs::has)
                .forEach(list -> lists.put(list, inputs.list(list)));
        List<ScanObject> selected = select(facts);
        RuleInput input = new RuleInput(selected, new ControlInputs(lists));
        Map<ScanObject, List<Alert>> tested = new LinkedHashMap<>();
        rule.tested(input).forEach(object -> tested.put(object, new ArrayList<>()));
        // The same alert twice is one: several words of a list can name the same variable.
        for (Alert alert : new LinkedHashSet<>(rule.evaluate(input))) {
            alert.objects().forEach(object -> tested.computeIfAbsent(object, key -> new ArrayList<>())
                    .add(alert));
        }
        return new RuleRun(tested);
    }

    private List<ScanObject> select(RuleFacts facts) {
        if (facts.aggregated()) {
            return subjects().stream()
                    .filter(subject -> subject.related().stream().allMatch(facts::selects))
                    .toList();
        }
        return selections.computeIfAbsent(
                facts.matches(),
                matches -> objects.stream().filter(facts::selects).toList());
    }

    private List<ScanObject> subjects() {
        List<ScanObject> known = subjects;
        if (known == null) {
            known = SubjectsOfRoles.of(objects);
            subjects = known;
        }
        return known;
    }
}
