package io.github.ksailbot.engine.scan.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of controls under a name.
 *
 * @param name such as {@code NSA}; looked up without regard to case
 * @param controls those that are scanned for in files, with the names that the framework gives them
 * @param controlsElsewhere ids of its controls that look at clusters only
 */
public record Framework(String name, List<Control> controls, List<String> controlsElsewhere) {
    public Framework {
        controls = List.copyOf(controls);
        controlsElsewhere = List.copyOf(controlsElsewhere);
    }

    /** The same with one more control. */
    Framework with(Control control) {
        List<Control> more = new ArrayList<>(controls);
        more.add(control);
        return new Framework(name, more, controlsElsewhere);
    }
}
