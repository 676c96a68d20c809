package io.github.ksailbot.engine.source.trace;

import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException.Reason;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody learnt from a source tree: as long as another tree gives the same answers, work that read nothing else
 * has the same result there. Immutable; compared by identity.
 *
 * <p>Answers about the entries of one directory are kept beside the directory's id, where ids are free: while it is
 * the same, none of them has to be asked again. Answers that depend on a symbolic link, which may lead anywhere, are
 * always asked again.
 */
public final class SourceTrace {
    /** Of work that asked nothing. */
    public static final SourceTrace NOTHING = new SourceTrace(List.of(), new TreeMap<>(), List.of());

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

    /**
     * Answers that hold while a directory is the same.
     *
     * @param directory null for answers that have none such
     */
    record Group(@Nullable DirectoryStamp directory, SortedMap<SourcePath, Answer> answers) {}

    /**
     * Names in a directory.
     *
     * @param directory whose id they depend on alone; null when there is none such
     */
    record Listing(@Nullable DirectoryStamp directory, List<String> names) {}

    private final List<Group> groups;
    private final SortedMap<SourcePath, Listing> listings;
    private final List<SourceTrace> parts;
    private final boolean lasting;

    /** What was found out last; several threads may overwrite each other's, and find it out again. */
    private volatile KnownTree.@Nullable Answer last;

    /**
     * @param listings names in the directories that were listed, by the path that was asked for
     * @param parts what other work learnt that this one used
     */
    SourceTrace(List<Group> groups, SortedMap<SourcePath, Listing> listings, Collection<SourceTrace> parts) {
        this.groups = List.copyOf(groups);
        this.listings = Collections.unmodifiableSortedMap(new TreeMap<>(listings));
        this.parts = List.copyOf(parts);
        this.lasting = this.parts.stream().allMatch(SourceTrace::isLasting)
                && groups.stream()
                        .flatMap(group -> group.answers().values().stream())
                        .noneMatch(answer -> answer.equals(new Refused(Reason.UNREADABLE)));
    }

    /** The same, of work that depends on more than the tree: it must be done again each time. */
    public SourceTrace fleeting() {
        return lasting ? new SourceTrace(groups, listings, parts, false) : this;
    }

    private SourceTrace(
            List<Group> groups, SortedMap<SourcePath, Listing> listings, List<SourceTrace> parts, boolean lasting) {
        this.groups = groups;
        this.listings = listings;
        this.parts = parts;
        this.lasting = lasting;
    }

    /** Whether the storage gave an answer each time; one that failed may work the next moment. */
    public boolean isLasting() {
        return lasting;
    }

    /** How many answers there are, without those of {@link #parts}. */
    public int size() {
        return listings.size()
                + groups.stream().mapToInt(group -> group.answers().size()).sum();
    }

    public List<SourceTrace> parts() {
        return parts;
    }

    /** Ids of the files whose content was asked for, by where they really are. */
    public SortedMap<SourcePath, String> read() {
        SortedMap<SourcePath, String> files = new TreeMap<>();
        forEach((path, answer) -> {
            if (answer instanceof Present present && present.kind() == SourceEntry.Kind.FILE && present.id() != null) {
                files.put(present.at(), present.id());
            }
        });
        return files;
    }

    /** Paths that were looked for in vain. */
    public SortedSet<SourcePath> missing() {
        SortedSet<SourcePath> paths = new TreeSet<>();
        forEach((path, answer) -> {
            if (answer instanceof Absent) {
                paths.add(path);
            }
        });
        return paths;
    }

    private void forEach(BiConsumer<SourcePath, Answer> action) {
        Set<SourceTrace> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<SourceTrace> pending = new ArrayList<>(List.of(this));
        while (!pending.isEmpty()) {
            SourceTrace next = pending.remove(pending.size() - 1);
            if (seen.add(next)) {
                next.groups.forEach(group -> group.answers().forEach(action));
                pending.addAll(next.parts);
            }
        }
    }

    /** Whether a tree would give the same answers. Compares ids and names; reads no file of a Git tree. */
    public boolean holdsIn(SourceTree tree) {
        return new KnownTree().holds(this, tree);
    }

    KnownTree.@Nullable Answer last() {
        return last;
    }

    void remember(KnownTree.Answer answer) {
        last = answer;
    }

    boolean holdsIn(SourceTree tree, KnownTree known) {
        for (SourceTrace part : parts) {
            if (!known.holds(part, tree)) {
                return false;
            }
        }
        for (Group group : groups) {
            DirectoryStamp directory = group.directory();
            if (directory == null || !known.isSame(directory, tree)) {
                for (Map.Entry<SourcePath, Answer> answer : group.answers().entrySet()) {
                    if (!TraceAnswers.isSame(answer.getValue(), tree, answer.getKey())) {
                        return false;
                    }
                }
            }
        }
        for (Map.Entry<SourcePath, Listing> listing : listings.entrySet()) {
            DirectoryStamp directory = listing.getValue().directory();
            if ((directory == null || !known.isSame(directory, tree))
                    && !TraceAnswers.isSame(listing.getValue().names(), tree, listing.getKey())) {
                return false;
            }
        }
        return true;
    }
}
