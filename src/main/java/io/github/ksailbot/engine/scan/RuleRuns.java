package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Match;
import io.github.ksailbot.engine.scan.catalog.RuleFacts;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.rule.SubjectsOfRoles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs each rule once over a set of resources, whichever controls it is part of. For one scan and one thread. */
final class RuleRuns {
    private final Catalog catalog;
    private final ControlInputs inputs;
    private final ScanObjects objects;
    private final Map<List<Match>, List<ScanObject>> selections = new HashMap<>();
    private final Map<String, RuleRun> runs = new HashMap<>();
    private @Nullable List<ScanObject> subjects;

    RuleRuns(Catalog catalog, ControlInputs inputs, ScanObjects objects) {
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
        RuleRun run = facts == null || rule == null ? RuleRun.NOTHING : run(name, rule, facts);
        runs.put(name, run);
        return run;
    }

    /** The resources that a rule looks at, whether or not it can be run. */
    List<ScanObject> selected(String name) {
        RuleFacts facts = catalog.facts().get(name);
        return facts == null ? List.of() : select(facts);
    }

    private RuleRun run(String name, Rule rule, RuleFacts facts) {
        Map<String, List<String>> lists = new HashMap<>();
        Stream.concat(facts.inputs().stream(), Stream.of(ControlInputs.CLOUD_PROVIDER))
                .filter(inputs::has)
                .forEach(list -> lists.put(list, inputs.list(list)));
        RuleInput input = new RuleInput(select(facts), objects.canonical(new ControlInputs(lists)));
        return rule instanceof LocalRule local && !facts.aggregated()
                ? RuleRun.of(name, local, input, objects)
                : RuleRun.of(rule, input);
    }

    private List<ScanObject> select(RuleFacts facts) {
        if (facts.aggregated()) {
            return subjects().stream()
                    .filter(subject -> subject.related().stream().allMatch(facts::selects))
                    .toList();
        }
        return selections.computeIfAbsent(facts.matches(), matches -> selected(facts));
    }

    private List<ScanObject> subjects() {
        List<ScanObject> known = subjects;
        if (known == null) {
            known = SubjectsOfRoles.of(objects.resources());
            subjects = known;
        }
        return known;
    }

    /** Which it selects goes by version and kind alone, and there are few of these. */
    private List<ScanObject> selected(RuleFacts facts) {
        List<ScanObject> examples = objects.ofEachType();
        boolean[] isSelected = new boolean[examples.size()];
        for (int i = 0; i < isSelected.length; i++) {
            isSelected[i] = facts.selects(examples.get(i));
        }
        List<ScanObject> selected = new ArrayList<>();
        List<ScanObject> resources = objects.resources();
        for (int i = 0; i < resources.size(); i++) {
            if (isSelected[objects.typeOf(i)]) {
                selected.add(resources.get(i));
            }
        }
        return List.copyOf(selected);
    }
}
