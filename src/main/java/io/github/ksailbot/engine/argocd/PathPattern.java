package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.Visits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that a pattern stands for, in their order. With doublestars, {@code **} takes any number of directories and braces hold
 * alternatives; without, no part of a pattern goes over a slash.
 */
record PathPattern(SourceTree tree, boolean doublestars) {
    private static final int MAX_PATHS = 200;

    /** Whether a text is a pattern at all. */
    static boolean isOne(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /** Files and directories; at most 200 of them. */
    List<SourcePath> paths(SourcePath pattern) throws GlobException, SourceException {
        Set<SourcePath> found = new LinkedHashSet<>();
        for (String one : doublestars ? Glob.alternatives(pattern.value()) : List.of(pattern.value())) {
            visit(SourcePath.ROOT, List.of(one.split("/", -1)), found, new HashSet<>(), new Visits());
        }
        return List.copyOf(found);
    }

    /** What is left of a pattern at a directory. */
    private record Visit(SourcePath at, int left) {}

    private void visit(SourcePath at, List<String> segments, Set<SourcePath> found, Set<Visit> visited, Visits visits)
            throws GlobException, SourceException {
        // several doublestars lead to the same directories in many ways
        if (found.size() >= MAX_PATHS || !visited.add(new Visit(at, segments.size()))) {
            return;
        }
        List<String> rest = segments.subList(1, segments.size());
        boolean any = doublestars && segments.get(0).equals("**");
        if (any && !rest.isEmpty()) {
            visit(at, rest, found, visited, visits);
        } else if (any && !at.isRoot()) {
            // two stars at the end stand for the directory before them, too
            found.add(at);
        }
        Glob glob = Glob.parse(segments.get(0), doublestars ? GlobSyntax.DOUBLESTAR : GlobSyntax.PATH);
        for (String name : tree.names(at)) {
            visits.count(at.child(name));
            if (any || glob.matches(name)) {
                SourcePath below = at.child(name);
                if (rest.isEmpty()) {
                    found.add(below);
                }
                if ((any || !rest.isEmpty())
                        && tree.find(below).filter(SourceEntry::isDirectory).isPresent()) {
                    visit(below, any ? segments : rest, found, visited, visits);
                }
            }
        }
    }

    /** A path as a file of a directory would write it. */
    static String relative(SourcePath directory, SourcePath path) {
        List<String> from =
                directory.isRoot() ? List.of() : Arrays.asList(directory.value().split("/", -1));
        List<String> to = Arrays.asList(path.value().split("/", -1));
        int common = 0;
        while (common < from.size() && common < to.size() && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> relative = new ArrayList<>();
        from.subList(common, from.size()).forEach(up -> relative.add(".."));
        relative.addAll(to.subList(common, to.size()));
        return String.join("/", relative);
    }
}
