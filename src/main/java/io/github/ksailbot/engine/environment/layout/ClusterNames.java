package io.github.ksailbot.engine.environment.layout;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of environments after the directories at which they begin: the last segment, and as many before it as are needed to
 * tell all of them apart.
 */
final class ClusterNames {
    private static final int LONGEST = 63;

    private ClusterNames() {}

    /** By path; each name once. */
    static Map<SourcePath, EnvironmentName> of(List<SourcePath> entries) {
        int segments = 1;
        int most =
                entries.stream().mapToInt(entry -> segments(entry).size()).max().orElse(1);
        while (segments < most && !areDistinct(entries, segments)) {
            segments++;
        }
        Map<SourcePath, EnvironmentName> names = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (SourcePath entry : entries) {
            String name = name(entry, segments);
            String free = name;
            for (int i = 2; !taken.add(free); i++) {
                free = name.substring(0, Math.min(name.length(), LONGEST - 6)) + "-" + i;
            }
            names.put(entry, new EnvironmentName(free));
        }
        return names;
    }

    private static boolean areDistinct(List<SourcePath> entries, int segments) {
        return entries.stream().map(entry -> name(entry, segments)).distinct().count() == entries.size();
    }

    private static List<String> segments(SourcePath path) {
        return path.isRoot() ? List.of() : List.of(path.value().split("/", -1));
    }

    private static String name(SourcePath entry, int segments) {
        List<String> all = new ArrayList<>(segments(entry));
        String joined = String.join("-", all.subList(Math.max(0, all.size() - segments), all.size()));
        String letters =
                joined.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "");
        String fitting =
                letters.substring(0, Math.min(letters.length(), LONGEST)).replaceAll("-+$", "");
        return EnvironmentName.isValid(fitting) ? fitting : EnvironmentName.DEFAULT.value();
    }
}
