package io.github.ksailbot.engine.scan.catalog;

import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.List;

/**
 * Which resources a rule looks at: those of one of the groups, one of the versions and one of the kinds.
 *
 * @param groups API groups, the empty text for the core group; {@code *} for all
 * @param versions {@code *} for all
 * @param kinds {@code *} for all
 */
public record Match(List<String> groups, List<String> versions, List<String> kinds) {
    public Match {
        groups = List.copyOf(groups);
        versions = List.copyOf(versions);
        kinds = List.copyOf(kinds);
    }

    boolean selects(ScanObject object) {
        String apiVersion = object.apiVersion();
        int slash = apiVersion.indexOf('/');
        return has(kinds, object.kind())
                && has(groups, slash < 0 ? "" : apiVersion.substring(0, slash))
                && has(versions, apiVersion.substring(slash + 1));
    }

    private static boolean has(List<String> wanted, String value) {
        return wanted.contains(value) || wanted.contains("*");
    }
}
