package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody learnt from a source tree: as long as another tree gives the same answers, work that read nothing else
 * has the same result there.
 *
 * @param answers by the path that was asked for
 * @param listings names in the directories that were listed, by the path that was asked for
 */
public record SourceTrace(SortedMap<SourcePath, Answer> answers, SortedMap<SourcePath, List<String>> listings) {
    /** What a tree said about a path. */
    public sealed interface Answer {}

    /**
     * Something was there.
     *
     * @param at where it really is, links followed
     * @param kind file or directory
     * @param id of the content; null when nobody asked for the content
     */
    public record Present(
            SourcePath at, SourceEntry.Kind kind, @Nullable String id) implements Answer {}

    /** Looked for in vain. */
    public record Absent() implements Answer {}

    /**
     * The tree would not say, because of a link or a limit.
     *
     * @param reason never {@code MISSING}
     */
    public record Refused(Reason reason) implements Answer {}

    public SourceTrace {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        listings = Collections.unmodifiableSortedMap(new TreeMap<>(listings));
    }

    /** Ids of the files whose content was asked for, by where they really are. */
    public SortedMap<SourcePath, String> read() {
        SortedMap<SourcePath, String> files = new TreeMap<>();
        for (Answer answer : answers.values()) {
            if (answer instanceof Present present && present.kind() == SourceEntry.Kind.FILE && present.id() != null) {
                files.put(present.at(), present.id());
            }
        }
        return files;
    }

    /** Paths that were looked for in vain. */
    public SortedSet<SourcePath> missing() {
        SortedSet<SourcePath> paths = new TreeSet<>();
        answers.forEach((path, answer) -> {
            if (answer instanceof Absent) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** Whether a tree would give the same answers. Compares ids and names; reads no file of a Git tree. */
    public boolean holdsIn(SourceTree tree) {
        for (Map.Entry<SourcePath, Answer> known : answers.entrySet()) {
            if (!isSame(known.getValue(), tree, known.getKey())) {
                return false;
            }
        }
        for (Map.Entry<SourcePath, List<String>> known : listings.entrySet()) {
            try {
                if (!known.getValue().equals(tree.names(known.getKey()))) {
                    return false;
                }
            } catch (SourceException e) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Answer known, SourceTree tree, SourcePath path) {
        try {
            Optional<SourceEntry> now = tree.find(path);
            if (now.isEmpty() || !(known instanceof Present before)) {
                return now.isEmpty() && known instanceof Absent;
            }
            SourceEntry entry = now.get();
            return before.at().equals(entry.path())
                    && before.kind() == entry.kind()
                    && (before.id() == null || before.id().equals(entry.id()));
        } catch (SourceException e) {
            // A storage that fails says nothing about the repository, so it never says the same.
            return e.reason() != Reason.UNREADABLE
                    && known instanceof Refused refused
                    && refused.reason() == e.reason();
        }
    }
}
