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
import java.util.stream.Stream;

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

    /** A control by its id or its name, whatever their case. */
    public Optional<Control> control(String idOrName) {
        return controls.values().stream()
                .filter(control -> control.id().equalsIgnoreCase(idOrName)
                        || control.name().equalsIgnoreCase(idOrName))
                .findFirst();
    }

    /** The same with a framework of some controls, in place of one of that name. */
    public Catalog with(Framework framework) {
        Map<String, Framework> more = new TreeMap<>(frameworks);
        more.put(framework.name().toLowerCase(Locale.ROOT), framework);
        return new Catalog(more, controls, facts, rules, defaults);
    }

    /** Names of all frameworks that can be scanned for, as they are written. */
    public List<String> frameworkNames() {
        return frameworks.values().stream().map(Framework::name).sorted().toList();
    }

    /**
     * The same with controls of one's own, as a framework of their own, among {@code AllControls} and in
     * the frameworks that they join.
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
        for (OwnControl one : own) {
            Stream.concat(Stream.of("AllControls"), one.frameworks().stream())
                    .map(joined -> joined.toLowerCase(Locale.ROOT))
                    .distinct()
                    .filter(joined -> !joined.equals(name.toLowerCase(Locale.ROOT)))
                    .forEach(joined -> newFrameworks.merge(
                            joined,
                            new Framework(spelled(one, joined), List.of(one.control()), List.of()),
                            (known, alone) -> known.with(one.control())));
        }
        return new Catalog(newFrameworks, newControls, newFacts, newRules, defaults);
    }

    private static String spelled(OwnControl control, String lower) {
        return control.frameworks().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst()
                .orElse(lower);
    }

    /**
     * A control that is not Kubescape's.
     *
     * @param control with an id that no other has
     * @param facts about its rule
     * @param rule what it judges
     * @param frameworks names of frameworks that it joins beside that of all own controls
     * @param origin where it is written
     */
    public record OwnControl(Control control, RuleFacts facts, Rule rule, List<String> frameworks, Origin origin) {
        public OwnControl {
            frameworks = List.copyOf(frameworks);
        }
    }
}
