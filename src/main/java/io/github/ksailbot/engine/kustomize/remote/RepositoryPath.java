package io.github.ksailbot.engine.kustomize.remote;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The second part of an address: which repository of the host, and which directory of the repository.
 *
 * @param directory empty for the top
 */
record RepositoryPath(String repository, String directory) {
    private static final String PROJECT = "_git/";
    private static final String SEPARATOR = "//";
    private static final String SUFFIX = ".git";

    /** Without another mark a repository is an owner and a name. */
    private static final int SEGMENTS = 2;

    /**
     * Divides a path.
     *
     * @param isLocal whether it is a path of this machine, which belongs to the repository as a whole unless it is marked
     * @return empty when there is no repository, or the directory leads out of it
     */
    static Optional<RepositoryPath> parse(String path, boolean isLocal) {
        return divided(path, isLocal)
                .filter(parts -> !parts.repository.isEmpty() && !leavesRepository(parts.directory))
                .map(parts -> new RepositoryPath(parts.repository, withoutSlash(parts.directory)));
    }

    private static Optional<RepositoryPath> divided(String path, boolean isLocal) {
        int project = path.indexOf(PROJECT);
        if (project >= 0) {
            int end = path.indexOf('/', project + PROJECT.length());
            return Optional.of(end < 0 ? new RepositoryPath(path, "") : at(path, end, end + 1));
        }
        int separator = path.indexOf(SEPARATOR);
        if (separator >= 0) {
            return Optional.of(at(path, separator, separator + SEPARATOR.length()));
        }
        int suffix = path.indexOf(SUFFIX);
        if (suffix >= 0) {
            return Optional.of(at(path, suffix + SUFFIX.length(), suffix + SUFFIX.length()));
        }
        if (isLocal) {
            return Optional.of(new RepositoryPath(path, ""));
        }
        List<String> segments = List.of(path.split("/", -1));
        return segments.size() < SEGMENTS
                ? Optional.empty()
                : Optional.of(new RepositoryPath(
                        String.join("/", segments.subList(0, SEGMENTS)),
                        String.join("/", segments.subList(SEGMENTS, segments.size()))));
    }

    private static RepositoryPath at(String path, int end, int begin) {
        return new RepositoryPath(path.substring(0, end), path.substring(begin));
    }

    private static boolean leavesRepository(String directory) {
        Deque<String> open = new ArrayDeque<>();
        for (String segment : withoutSlash(directory).split("/", -1)) {
            if (segment.equals("..")) {
                if (open.isEmpty()) {
                    return true;
                }
                open.pop();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                open.push(segment);
            }
        }
        return false;
    }

    private static String withoutSlash(String directory) {
        return directory.startsWith("/") ? directory.substring(1) : directory;
    }
}
