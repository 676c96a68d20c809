package io.github.ksailbot.engine.gotemplate;

import java.util.ArrayList;
import java.util.List;

/** Which variables there are at a place of the template. */
final class Variables {
    private List<String> names = new ArrayList<>(List.of("$"));

    /** What there was outside of a definition. */
    record Saved(List<String> names) {}

    int mark() {
        return names.size();
    }

    void reset(int mark) {
        names.subList(mark, names.size()).clear();
    }

    void declare(String name) {
        names.add(name);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** A definition sees none from outside. */
    Saved begin() {
        Saved saved = new Saved(names);
        names = new ArrayList<>(List.of("$"));
        return saved;
    }

    void restore(Saved saved) {
        names = saved.names();
    }
}
