package io.github.ksailbot.engine.source.trace;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceException.Reason;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.SourceTrace.Absent;
import io.github.ksailbot.engine.source.trace.SourceTrace.Answer;
import io.github.ksailbot.engine.source.trace.SourceTrace.Group;
import io.github.ksailbot.engine.source.trace.SourceTrace.Present;
import io.github.ksailbot.engine.source.trace.SourceTrace.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sorts answers of a tree by what they depend on, and asks for them again. */
final class TraceAnswers {
    private TraceAnswers() {}

    /** Answers beside the directory whose id they depend on alone; all others in a group without one. */
    static List<Group> group(Map<SourcePath, Answer> answers, SourceTree tree, KnownTree known) {
        SortedMap<SourcePath, SortedMap<SourcePath, Answer>> byDirectory = new TreeMap<>();
        answers.forEach((path, answer) -> byDirectory
                .computeIfAbsent(path.parent(), directory -> new TreeMap<>())
                .put(path, answer));
        List<Group> groups = new ArrayList<>();
        SortedMap<SourcePath, Answer> others = new TreeMap<>();
        byDirectory.forEach((directory, entries) -> {
            DirectoryStamp stamp = known.stamp(directory, tree);
            SortedMap<SourcePath, Answer> own = new TreeMap<>();
            Set<String> names = stamp == null ? null : names(directory, tree);
            entries.forEach((path, answer) -> {
                boolean isOwn = names != null && !path.isRoot() && dependsOnDirectoryAlone(path, answer, names);
                (isOwn ? own : others).put(path, answer);
            });
            if (!own.isEmpty()) {
                groups.add(new Group(stamp, own));
            }
        });
        if (!others.isEmpty()) {
            groups.add(new Group(null, others));
        }
        return groups;
    }

    /** What is where it was asked for was reached without links; a name that is there and leads nowhere is a link. */
    private static boolean dependsOnDirectoryAlone(SourcePath path, Answer answer, Set<String> names) {
        return answer instanceof Present present
                ? present.at().equals(path)
                : answer instanceof Absent && !names.contains(path.name());
    }

    /** Null for a directory that cannot be listed, of which nothing is known then. */
    private static @Nullable Set<String> names(SourcePath directory, SourceTree tree) {
        try {
            return new HashSet<>(tree.names(directory));
        } catch (SourceException e) {
            return null;
        }
    }

    static boolean isSame(List<String> known, SourceTree tree, SourcePath directory) {
        try {
            return known.equals(tree.names(directory));
        } catch (SourceException e) {
            return false;
        }
    }

    static boolean isSame(Answer known, SourceTree tree, SourcePath path) {
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
