package io.github.ksailbot.engine.source.trace;

import io.github.ksailbot.engine.source.GitIds;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceException.Reason;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.trace.SourceTrace.Absent;
import io.github.ksailbot.engine.source.trace.SourceTrace.Answer;
import io.github.ksailbot.engine.source.trace.SourceTrace.Present;
import io.github.ksailbot.engine.source.trace.SourceTrace.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records what is asked of another tree. To have found a path is recorded without its content, until somebody reads it
 * or asks for its id.
 */
public final class TracingSourceTree implements SourceTree {
    private final SourceTree tree;
    private final Map<SourcePath, Answer> answers = new ConcurrentHashMap<>();
    private final Map<SourcePath, List<String>> listings = new ConcurrentHashMap<>();
    private final KnownTree known;

    public TracingSourceTree(SourceTree tree) {
        this(tree, new KnownTree());
    }

    /** @param known what was learnt about this very tree by others */
    public TracingSourceTree(SourceTree tree, KnownTree known) {
        this.tree = tree;
        this.known = known;
    }

    /** What was asked so far. */
    public SourceTrace trace() {
        return trace(List.of());
    }

    /** What was asked so far, and what other work learnt from the same tree. */
    public SourceTrace trace(Collection<SourceTrace> parts) {
        SortedMap<SourcePath, SourceTrace.Listing> listed = new TreeMap<>();
        listings.forEach((path, names) -> listed.put(path, new SourceTrace.Listing(known.stamp(path, tree), names)));
        SourceTrace trace = new SourceTrace(TraceAnswers.group(new TreeMap<>(answers), tree, known), listed, parts);
        known.recorded(trace);
        return trace;
    }

    @Override
    public boolean hasFreeIds() {
        return tree.hasFreeIds();
    }

    @Override
    public Optional<SourceEntry> find(SourcePath path) throws SourceException {
        try {
            Optional<SourceEntry> found = tree.find(path);
            if (found.isEmpty()) {
                answers.put(path, new Absent());
            }
            return found.map(entry -> seen(path, entry));
        } catch (SourceException e) {
            throw refused(path, e);
        }
    }

    @Override
    public List<SourceEntry> list(SourcePath directory) throws SourceException {
        List<SourceEntry> entries = new ArrayList<>();
        for (String name : names(directory)) {
            try {
                find(directory.child(name)).ifPresent(entries::add);
            } catch (SourceException e) {
                if (e.reason() != Reason.ESCAPES && e.reason() != Reason.LOOP) {
                    throw e;
                }
            }
        }
        return List.copyOf(entries);
    }

    @Override
    public List<String> names(SourcePath directory) throws SourceException {
        try {
            List<String> names = tree.names(directory);
            listings.put(directory, names);
            return names;
        } catch (SourceException e) {
            throw refused(directory, e);
        }
    }

    @Override
    public byte[] read(SourcePath file) throws SourceException {
        try {
            byte[] content = tree.read(file);
            recordContent(file, content);
            return content;
        } catch (SourceException e) {
            if (e.reason() == Reason.TOO_LARGE) {
                tree.find(file).ifPresent(entry -> answers.put(file, contentOf(entry)));
                throw e;
            }
            throw refused(file, e);
        }
    }

    /** Of what was read: a file on disk may hold something else by now. */
    private void recordContent(SourcePath file, byte[] content) throws SourceException {
        tree.find(file)
                .ifPresent(entry -> answers.put(
                        file,
                        hasFreeIds()
                                ? contentOf(entry)
                                : new Present(entry.path(), entry.kind(), GitIds.blob(content))));
    }

    private SourceEntry seen(SourcePath path, SourceEntry entry) {
        answers.putIfAbsent(path, new Present(entry.path(), entry.kind(), null));
        return new SourceEntry(entry.path(), entry.kind(), () -> {
            answers.put(path, contentOf(entry));
            return entry.id();
        });
    }

    private static Present contentOf(SourceEntry entry) {
        return new Present(entry.path(), entry.kind(), entry.id());
    }

    /** A wrong kind is recorded as what is there: the path can be found, only not be used in that way. */
    private SourceException refused(SourcePath path, SourceException e) throws SourceException {
        switch (e.reason()) {
            case MISSING -> answers.put(path, new Absent());
            case WRONG_KIND -> find(path);
            case ESCAPES, LOOP, TOO_LARGE, UNREADABLE -> answers.put(path, new Refused(e.reason()));
        }
        return e;
    }
}
