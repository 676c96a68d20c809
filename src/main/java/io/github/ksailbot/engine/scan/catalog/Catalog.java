package io.github.ksailbot.engine.scan.catalog;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be scanned for: frameworks with their controls, and the rules behind those. Immutable.
 *
 * @param frameworks by name in lower case
 * @param controls those that are scanned for in files, by id
 * @param facts about rules, by name
 * @param rules by name; a rule that is not among them cannot be judged from files
 * @param defaults of the lists that configure rules
 */
public record Catalog(
        Map<String, Framework> frameworks,
        Map<String, Control> controls,
        Map<String, RuleFacts> facts,
        Map<String, Rule> rules,
        ControlInputs defaults) {
    private static final class Holder {
        static final Catalog KUBESCAPE = CatalogReader.read();
    }

    public Catalog {
        frameworks = Collections.unmodifiableMap(new TreeMap<>(frameworks));
        controls = Collections.unmodifiableMap(new TreeMap<>(controls));
        facts = Map.copyOf(facts);
        rules = Map.copyOf(rules);
    }

    /** Kubescape's controls and frameworks. */
    public static Catalog kubescape() {
        return Holder.KUBESCAPE;
    }

    /** A framework by its name, whatever its case. */
    public Optional<Framework> framework(String name) {
        return Optional.ofNullable(frameworks.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Names of all frameworks that can be scanned for, as they are written. */
    public List<String> frameworkNames() {
        return frameworks.values().stream().map(Framework::name).sorted().toList();
    }

    /**
     * The same with controls of one's own, as a framework of their own and among {@code AllControls}.
     *
     * @param name of their framework
     * @param own controls with one rule each
     */
    public Catalog with(String name, List<OwnControl> own) {
        if (own.isEmpty()) {
            return this;
        }
        Map<String, Framework> newFrameworks = new TreeMap<>(frameworks);
        Map<String, Control> newControls = new TreeMap<>(controls);
        Map<String, RuleFacts> newFacts = new TreeMap<>(facts);
        Map<String, Rule> newRules = new TreeMap<>(rules);
        List<Control> added = new ArrayList<>();
        for (OwnControl one : own) {
            added.add(one.control());
            newControls.put(one.control().id(), one.control());
            newFacts.put(one.facts().name(), one.facts());
            newRules.put(one.facts().name(), one.rule());
        }
        newFrameworks.put(name.toLowerCase(Locale.ROOT), new Framework(name, added, List.of()));
        framework("AllControls").ifPresent(all -> {
            List<Control> more = new ArrayList<>(all.controls());
            more.addAll(added);
            newFrameworks.put("allcontrols", new Framework(all.name(), more, all.controlsElsewhere()));
        });
        return new Catalog(newFrameworks, newControls, newFacts, newRules, defaults);
    }

    /**
     * A control that is not Kubescape's.
     *
     * @param control with an id that no other has
     * @param facts about its rule
     * @param rule what it judges
     * @param origin where it is written
     */
    public record OwnControl(Control control, RuleFacts facts, Rule rule, Origin origin) {}
}
