package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the {@code .fleetignore} files of a directory and of those above it leave out of a bundle, by the names of files and
 * directories; {@code NAME/*} means directories only.
 *
 * @param patterns of all of them
 */
record FleetIgnore(List<String> patterns) {
    static final FleetIgnore NOTHING = new FleetIgnore(List.of());

    private static final String NAME = ".fleetignore";
    private static final String DIRECTORY = "/*";

    /** With that of a directory as well. */
    FleetIgnore in(SourceTree tree, SourcePath directory) throws SourceException {
        SourcePath file = directory.child(NAME);
        if (tree.find(file).filter(SourceEntry::isFile).isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(patterns);
        for (String line :
                new String(tree.read(file), StandardCharsets.UTF_8).lines().toList()) {
            String pattern = line.replaceAll("(?<=[^\\\\])\\s+$", "");
            if (!pattern.isEmpty() && !pattern.startsWith("#")) {
                all.add(pattern);
            }
        }
        return new FleetIgnore(all);
    }

    boolean leavesOut(String name, boolean isDirectory) {
        return patterns.stream().anyMatch(pattern -> leavesOut(pattern, name, isDirectory));
    }

    private static boolean leavesOut(String pattern, String name, boolean isDirectory) {
        boolean isForDirectories = pattern.endsWith(DIRECTORY) && pattern.length() > DIRECTORY.length();
        return isForDirectories ? isDirectory && pattern.equals(name + DIRECTORY) : matches(pattern, name);
    }

    private static boolean matches(String pattern, String name) {
        try {
            return Glob.parse(pattern, GlobSyntax.PATH).matches(name);
        } catch (GlobException e) {
            // nothing is left out by what is no pattern
            return false;
        }
    }
}
