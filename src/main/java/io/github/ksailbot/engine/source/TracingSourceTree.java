package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import io.github.ksailbot.engine.source.SourceTrace.Absent;
import io.github.ksailbot.engine.source.SourceTrace.Answer;
import io.github.ksailbot.engine.source.SourceTrace.Present;
import io.github.ksailbot.engine.source.SourceTrace.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    public TracingSourceTree(SourceTree tree) {
        this.tree = tree;
    }

    /** What was asked so far. */
    public SourceTrace trace() {
        return new SourceTrace(new TreeMap<>(answers), new TreeMap<>(listings));
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
            recordContent(file);
            return content;
        } catch (SourceException e) {
            if (e.reason() == Reason.TOO_LARGE) {
                recordContent(file);
                throw e;
            }
            throw refused(file, e);
        }
    }

    private void recordContent(SourcePath file) throws SourceException {
        tree.find(file).ifPresent(entry -> answers.put(file, contentOf(entry)));
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
