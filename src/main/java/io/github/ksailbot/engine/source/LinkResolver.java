package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the node behind a path, as an operating system would whose root directory is the tree: links are followed at
 * every segment, {@code ..} in a link means the directory above the real one. Unlike there, a link that is absolute or
 * climbs above the root is an error, not a way out.
 */
final class LinkResolver {
    /** As many as Linux follows in one path look-up. */
    static final int MAX_LINKS = 40;

    /** Linux' PATH_MAX: no checkout could make a longer link. */
    static final int MAX_TARGET_BYTES = 4096;

    /** A node that is no link, and where it really is. */
    record Resolved(SourcePath path, RawNode node) {}

    private record Step(String name, RawNode node) {}

    private final RawNode root;
    private final SourceLimits limits;

    LinkResolver(RawNode root, SourceLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    Resolved resolve(SourcePath path) throws SourceException {
        Straight straight = straight(path.value());
        return straight.node() == null ? new Walk(path).run() : new Resolved(path, straight.node());
    }

    /** The same; empty for what is not there. */
    Optional<Resolved> find(SourcePath path) throws SourceException {
        Straight straight = straight(path.value());
        if (straight.isAbsent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(straight.node() == null ? new Walk(path).run() : new Resolved(path, straight.node()));
        } catch (SourceException e) {
            if (e.reason() == Reason.MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * What comes of a path that leads over real directories alone, as most do.
     *
     * @param node null when it is not there, or when the path does not
     */
    private record Straight(boolean isAbsent, @Nullable RawNode node) {
        static final Straight ABSENT = new Straight(true, null);
        static final Straight UNKNOWN = new Straight(false, null);
    }

    private Straight straight(String path) throws SourceException {
        RawNode at = root;
        int depth = 0;
        for (int start = 0; start < path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(start, end);
            if (at.kind() != RawNode.Kind.DIRECTORY) {
                return Straight.ABSENT;
            }
            if (depth++ >= limits.depth()) {
                return Straight.UNKNOWN;
            }
            RawNode next = EntryNames.isVisible(name) ? at.child(name) : null;
            if (next == null) {
                return Straight.ABSENT;
            }
            if (next.kind() == RawNode.Kind.LINK) {
                return Straight.UNKNOWN;
            }
            at = next;
            start = end + 1;
        }
        return new Straight(false, at);
    }

    /** One look-up: the real directories that it stands in, and the names still to go. */
    private final class Walk {
        private final SourcePath asked;
        private final List<Step> standing = new ArrayList<>();
        private final Deque<String> ahead = new ArrayDeque<>();
        private int linksFollowed;
        private @Nullable String lastLink;

        Walk(SourcePath asked) {
            this.asked = asked;
            push(asked.value());
        }

        Resolved run() throws SourceException {
            for (String name = ahead.poll(); name != null; name = ahead.poll()) {
                switch (name) {
                    case "." -> requireDirectory();
                    case ".." -> leave();
                    default -> enter(name);
                }
            }
            return new Resolved(new SourcePath(place(standing.size())), current());
        }

        private void leave() throws SourceException {
            requireDirectory();
            if (standing.isEmpty()) {
                throw failure(
                        Reason.ESCAPES,
                        "goes through the symbolic link `" + lastLink + "`, which leads out of the repository");
            }
            standing.remove(standing.size() - 1);
        }

        private void enter(String name) throws SourceException {
            requireDirectory();
            if (standing.size() >= limits.depth()) {
                throw failure(
                        Reason.TOO_LARGE, "lies deeper than " + limits.depth() + " directories, which is the limit");
            }
            RawNode node = EntryNames.isVisible(name) ? current().child(name) : null;
            if (node == null) {
                throw missing(name);
            }
            if (node.kind() == RawNode.Kind.LINK) {
                follow(name, node);
            } else {
                standing.add(new Step(name, node));
            }
        }

        private void follow(String name, RawNode link) throws SourceException {
            lastLink = placeOf(name);
            if (++linksFollowed > MAX_LINKS) {
                throw failure(
                        Reason.LOOP,
                        "goes through more than " + MAX_LINKS + " symbolic links, the last one `" + lastLink
                                + "`: they lead in a circle, or the chain is too long");
            }
            String target = EntryNames.decode(link.read(MAX_TARGET_BYTES));
            if (target == null || target.isEmpty() || target.indexOf('\0') >= 0) {
                throw missing(name);
            }
            if (target.startsWith("/") || target.indexOf('\\') >= 0) {
                throw failure(
                        Reason.ESCAPES,
                        "goes through the symbolic link `" + lastLink + "`, whose target `" + target
                                + "` is not a relative path");
            }
            push(target);
        }

        private void push(String path) {
            String[] names = path.split("/", -1);
            // "link/" asks for a directory: the empty last name stands for that, as "." does.
            for (int i = names.length - 1; i >= 0; i--) {
                if (!names[i].isEmpty()) {
                    ahead.push(names[i]);
                } else if (i == names.length - 1 && i > 0) {
                    ahead.push(".");
                }
            }
        }

        private void requireDirectory() throws SourceException {
            if (current().kind() != RawNode.Kind.DIRECTORY) {
                throw failure(Reason.MISSING, "does not exist: `" + place(standing.size()) + "` is not a directory");
            }
        }

        private SourceException missing(String name) {
            return lastLink == null
                    ? failure(Reason.MISSING, "does not exist")
                    : failure(
                            Reason.MISSING,
                            "does not exist: the symbolic link `" + lastLink + "` leads to `" + placeOf(name)
                                    + "`, which is not there");
        }

        private SourceException failure(Reason reason, String what) {
            return new SourceException(reason, asked, "`" + asked + "` " + what);
        }

        private RawNode current() {
            return standing.isEmpty() ? root : standing.get(standing.size() - 1).node();
        }

        private String placeOf(String name) {
            return standing.isEmpty() ? name : place(standing.size()) + "/" + name;
        }

        private String place(int steps) {
            List<String> names = new ArrayList<>();
            for (Step step : standing.subList(0, steps)) {
                names.add(step.name());
            }
            return String.join("/", names);
        }
    }
}
