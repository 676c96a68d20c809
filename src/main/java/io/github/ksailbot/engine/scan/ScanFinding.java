package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.scan.catalog.Control;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One failure of a control.
 *
 * @param control which
 * @param rule name of the rule that found it
 * @param resource what failed; a subject of a role has no version
 * @param message one sentence
 * @param field path that it is about; empty for the resource as a whole
 * @param paths all paths that the rule names, the field's among them
 * @param origin where the field is written, or its nearest written ancestor; null where no file can be named
 * @param fix what to do, one sentence; empty when nobody but the author can know
 * @param keys what makes it the same failure on both sides of a change, at least one: not its line, so that moving it about
 *     does not make it new
 */
public record ScanFinding(
        Control control,
        String rule,
        ResourceId resource,
        String message,
        String field,
        List<String> paths,
        @Nullable Origin origin,
        String fix,
        List<Key> keys) {
    /** Worst first, then by place, control and resource. */
    public static final Comparator<ScanFinding> ORDER = Comparator.comparing(
                    (ScanFinding finding) -> finding.control().severity())
            .thenComparing(ScanFinding::location)
            .thenComparing(finding -> finding.control().id())
            .thenComparing(ScanFinding::resource)
            .thenComparing(ScanFinding::field)
            .thenComparing(ScanFinding::message);

    public ScanFinding {
        paths = List.copyOf(paths);
        keys = List.copyOf(keys);
    }

    /** Where; a location without a file where none can be named. */
    public Location location() {
        return origin == null ? Location.ofFile("") : origin.location();
    }

    /** The key of the field that it is about. */
    public Key key() {
        return keys.get(0);
    }

    /**
     * @param control id
     * @param rule name
     * @param resource without its version; for a subject of a role with its binding and role
     * @param field path, with names of a list's items in place of their numbers
     */
    public record Key(String control, String rule, String resource, String field) {}
}
