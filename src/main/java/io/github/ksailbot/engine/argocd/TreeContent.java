package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.RepositoryContent;
import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.Visits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The repository as Git generators see it. Links count as files to none of them. */
final class TreeContent implements RepositoryContent {
    private static final int MAX_MATCHES = 5_000;
    private static final int MAX_BYTES = 8 << 20;

    private final SourceTree tree;
    private final GlobSyntax syntax;
    private final BiFunction<String, String, String> elsewhere;
    private final List<String> directories = new ArrayList<>();
    private final List<SourcePath> files = new ArrayList<>();
    private final Visits visits = new Visits();
    private boolean walked;
    private long bytes;

    /**
     * @param syntax of patterns for files
     * @param elsewhere why a source of an address and a revision is not this repository; empty when it is
     */
    TreeContent(SourceTree tree, GlobSyntax syntax, BiFunction<String, String, String> elsewhere) {
        this.tree = tree;
        this.syntax = syntax;
        this.elsewhere = elsewhere;
    }

    @Override
    public String elsewhere(String url, String revision) {
        return elsewhere.apply(url, revision);
    }

    @Override
    public List<String> directories() throws SourceException {
        walk();
        return directories;
    }

    @Override
    public Map<String, byte[]> files(String pattern) throws SourceException {
        String path = normalized(pattern);
        Glob glob;
        try {
            glob = Glob.parse(path, syntax);
        } catch (GlobException e) {
            return Map.of();
        }
        walk();
        Map<String, byte[]> found = new TreeMap<>();
        for (SourcePath file : files) {
            if (glob.matches(file.value())) {
                byte[] content = tree.read(file);
                bytes += content.length;
                found.put(file.value(), content);
                if (bytes > MAX_BYTES) {
                    throw new SourceException(
                            SourceException.Reason.TOO_LARGE,
                            file,
                            "the files of its generators have more than %d MiB".formatted(MAX_BYTES >> 20));
                }
                if (found.size() > MAX_MATCHES) {
                    throw new SourceException(
                            SourceException.Reason.TOO_LARGE,
                            file,
                            "more than %d files match `%s`".formatted(MAX_MATCHES, pattern));
                }
            }
        }
        return found;
    }

    /**
     * Without {@code .}, {@code ..} and double slashes, as a path from the root of the repository; Git ends with an error where
     * that is outside of it, and takes what begins with a slash for a path of the machine.
     */
    private String normalized(String pattern) throws SourceException {
        boolean isGit = syntax == GlobSyntax.GIT;
        Deque<String> parts = new ArrayDeque<>();
        boolean isOutside = isGit && pattern.startsWith("/");
        for (String part : pattern.split("/", -1)) {
            if (part.equals("..")) {
                isOutside |= parts.pollLast() == null;
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        if (isOutside && isGit) {
            throw new SourceException(
                    SourceException.Reason.ESCAPES,
                    SourcePath.ROOT,
                    "`%s` is outside of the repository".formatted(pattern));
        }
        boolean isDirectory = isGit && pattern.endsWith("/") && !parts.isEmpty();
        return String.join("/", parts) + (isDirectory ? "/" : "");
    }

    private void walk() throws SourceException {
        if (!walked) {
            walk(SourcePath.ROOT, false);
            walked = true;
            Collections.sort(directories);
        }
    }

    private void walk(SourcePath directory, boolean hidden) throws SourceException {
        for (String name : tree.names(directory)) {
            SourcePath path = directory.child(name);
            visits.count(path);
            Optional<SourceEntry> entry = real(path);
            if (entry.isEmpty()) {
                continue;
            }
            if (entry.get().isDirectory()) {
                boolean below = hidden || name.startsWith(".");
                if (!below) {
                    directories.add(path.value());
                }
                walk(path, below);
            } else {
                files.add(path);
            }
        }
    }

    private Optional<SourceEntry> real(SourcePath path) {
        try {
            return tree.find(path).filter(entry -> entry.path().equals(path));
        } catch (SourceException e) {
            return Optional.empty();
        }
    }
}
