package io.github.ksailbot.engine.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files Flux's source-controller leaves out: its default exclusions first, then every {@code .sourceignore}, those of
 * directories below after those above; the last pattern that matches decides. A pattern that matches a directory matches
 * all that is in it, and, other than in Git, a file in such a directory can be taken in again.
 *
 * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/#excluding-files">Excluding files</a>
 */
public final class SourceIgnore {
    /** The file with patterns. */
    public static final String FILE = ".sourceignore";

    private static final List<String> VERSION_CONTROL = List.of(".git/", ".gitignore", ".gitmodules", ".gitattributes");
    private static final List<String> DEFAULT = List.of(
            "*.jpg",
            "*.jpeg",
            "*.gif",
            "*.png",
            "*.wmv",
            "*.flv",
            "*.tar.gz",
            "*.zip",
            ".github/",
            ".circleci/",
            ".travis.yml",
            ".gitlab-ci.yml",
            "appveyor.yml",
            ".drone.yml",
            "cloudbuild.yaml",
            "codeship-services.yml",
            "codeship-steps.yml",
            "**/.goreleaser.yml",
            "**/.sops.yaml",
            "**/.flux.yaml");
    /** More than that is no list of patterns, and every file is held against each. */
    private static final int MAX_PATTERNS = 2_000;

    /**
     * @param directory in the artifact; empty for its root, else with a slash at its end
     */
    private record Scoped(String directory, SourcePattern pattern) {
        int depth() {
            return (int) directory.chars().filter(character -> character == '/').count();
        }
    }

    private final List<Scoped> patterns;

    private SourceIgnore(List<Scoped> patterns) {
        this.patterns = patterns;
    }

    /** @param leavesOutByDefault whether files that are no configuration are left out: pictures, archives, files of build services */
    public static SourceIgnore of(boolean leavesOutByDefault) {
        List<Scoped> patterns = new ArrayList<>();
        for (String pattern : VERSION_CONTROL) {
            patterns.add(new Scoped("", SourcePattern.of(pattern)));
        }
        if (leavesOutByDefault) {
            for (String pattern : DEFAULT) {
                patterns.add(new Scoped("", SourcePattern.of(pattern)));
            }
        }
        return new SourceIgnore(List.copyOf(patterns));
    }

    /**
     * These, and those of a file, which count more; the very same when there are none in it.
     *
     * @param directory that the file lies in, in the artifact; empty for its root
     * @throws SourceException {@code TOO_LARGE} when there are too many
     */
    public SourceIgnore with(String directory, byte[] file) throws SourceException {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        List<Scoped> more = new ArrayList<>(patterns);
        for (String line : new String(file, StandardCharsets.UTF_8).split("\r?\n|\r\\z", -1)) {
            if (!line.startsWith("#") && !line.isBlank()) {
                more.add(new Scoped(prefix, SourcePattern.of(line)));
            }
        }
        if (more.size() > MAX_PATTERNS) {
            throw new SourceException(
                    SourceException.Reason.TOO_LARGE,
                    new SourcePath(prefix + FILE),
                    "the `" + FILE + "` files hold more than " + MAX_PATTERNS
                            + " patterns, which is the limit: name directories instead of files");
        }
        return more.size() == patterns.size() ? this : new SourceIgnore(List.copyOf(more));
    }

    /**
     * @param path of a file in the artifact
     */
    public boolean leavesOut(String path) {
        return decide(path, false);
    }

    /**
     * @param path of a directory in the artifact
     */
    public boolean leavesOutDirectory(String path) {
        return decide(path, true);
    }

    private boolean decide(String path, boolean isDirectory) {
        List<String> names = List.of(path.split("/", -1));
        for (int i = patterns.size() - 1; i >= 0; i--) {
            Scoped scoped = patterns.get(i);
            if (path.startsWith(scoped.directory())
                    && scoped.pattern().matches(names.subList(scoped.depth(), names.size()), isDirectory)) {
                return !scoped.pattern().takesIn();
            }
        }
        return false;
    }
}
