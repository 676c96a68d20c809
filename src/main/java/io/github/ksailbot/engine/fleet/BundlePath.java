package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A path of a {@code GitRepo}: directories by a pattern, in which no star goes over a slash. */
public final class BundlePath {
    /** The whole repository. */
    public static final BundlePath ALL = new BundlePath(List.of(), List.of(), true);

    private final List<String> texts;
    private final List<Glob> segments;
    private final boolean isPattern;

    private BundlePath(List<String> texts, List<Glob> segments, boolean isPattern) {
        this.texts = List.copyOf(texts);
        this.segments = List.copyOf(segments);
        this.isPattern = isPattern;
    }

    /** What is no pattern, or leads out of the repository, stands for nothing. */
    static BundlePath of(String written) {
        List<String> texts = Arrays.stream(written.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        List<Glob> segments = new ArrayList<>();
        try {
            for (String text : texts) {
                segments.add(Glob.parse(text, GlobSyntax.PATH));
            }
        } catch (GlobException e) {
            return new BundlePath(texts, List.of(), false);
        }
        return texts.contains("..") ? new BundlePath(texts, List.of(), false) : new BundlePath(texts, segments, true);
    }

    /** Whether it stands for a directory. */
    public boolean matches(SourcePath directory) {
        List<String> names = names(directory);
        return names.size() == segments.size() && begins(names);
    }

    /** Whether it stands for a directory or one above it. */
    boolean isAbove(SourcePath directory) {
        return begins(names(directory));
    }

    /** The directory above all that it stands for; empty where it stands for the whole repository, or for nothing. */
    public Optional<SourcePath> base() {
        List<String> plain = texts.stream()
                .takeWhile(text -> text.chars().noneMatch(c -> c == '*' || c == '?' || c == '[' || c == '\\'))
                .toList();
        return plain.isEmpty() || !isPattern ? Optional.empty() : Optional.of(new SourcePath(String.join("/", plain)));
    }

    private boolean begins(List<String> names) {
        if (!isPattern || names.size() < segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).matches(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(SourcePath path) {
        return path.isRoot() ? List.of() : Arrays.asList(path.value().split("/", -1));
    }
}
