package io.github.ksailbot.engine.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a change does to an environment itself, apart from the manifests in it. */
public sealed interface EnvironmentChange {

    /** Of the environment, before and after. */
    EnvironmentName name();

    /** The head declares an environment that the base does not have. */
    record Added(Environment after) implements EnvironmentChange {
        @Override
        public EnvironmentName name() {
            return after.name();
        }
    }

    /** The head no longer declares an environment. */
    record Removed(Environment before) implements EnvironmentChange {
        @Override
        public EnvironmentName name() {
            return before.name();
        }
    }

    /** Another source directory or other entries. */
    record EntryChanged(Environment before, Environment after) implements EnvironmentChange {
        @Override
        public EnvironmentName name() {
            return after.name();
        }
    }

    /** Another engine, or other settings of validation. */
    record SettingsChanged(Environment before, Environment after) implements EnvironmentChange {
        @Override
        public EnvironmentName name() {
            return after.name();
        }
    }

    /** By name; the entry before the settings. */
    static List<EnvironmentChange> between(Environments base, Environments head) {
        Map<EnvironmentName, Environment> before = byName(base);
        Map<EnvironmentName, Environment> after = byName(head);
        TreeSet<EnvironmentName> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<EnvironmentChange> changes = new ArrayList<>();
        for (EnvironmentName name : names) {
            Environment old = before.get(name);
            Environment now = after.get(name);
            if (old != null && now != null) {
                addDifferences(old, now, changes);
            } else if (now != null) {
                changes.add(new Added(now));
            } else if (old != null) {
                changes.add(new Removed(old));
            }
        }
        return List.copyOf(changes);
    }

    private static void addDifferences(Environment old, Environment now, List<EnvironmentChange> changes) {
        if (!old.sourceDirectory().equals(now.sourceDirectory())
                || !old.entries().equals(now.entries())) {
            changes.add(new EntryChanged(old, now));
        }
        if (old.engine() != now.engine() || !old.validation().equals(now.validation())) {
            changes.add(new SettingsChanged(old, now));
        }
    }

    private static Map<EnvironmentName, Environment> byName(Environments environments) {
        Map<EnvironmentName, Environment> byName = new TreeMap<>();
        environments.environments().forEach(environment -> byName.put(environment.name(), environment));
        return byName;
    }
}
