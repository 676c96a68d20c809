package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceException.Reason;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says why a path of a kustomization leads to nothing that may be read: a mistake of the repository, or a storage that failed,
 * or a file too large to look at.
 */
final class LoadErrors {
    private static final String RULE = "kustomize/unreadable";
    private static final RuleId CYCLE = RuleId.of("kustomize/cycle");

    private final SourceTree tree;
    private final SourcePath root;

    /** @param root the directory of the kustomization */
    LoadErrors(SourceTree tree, SourcePath root) {
        this.tree = tree;
        this.root = root;
    }

    /**
     * @param what with its quotes
     * @param asker the line that names it; null where the build begins
     */
    static BuildException of(String what, SourceException e, @Nullable Origin asker) {
        String why = e.getMessage() + ".";
        String message = why.startsWith(what) ? why : what + " cannot be read: " + why;
        // Links are not named: a build is taken for the same as long as they go wrong in the same way.
        return switch (e.reason()) {
            case UNREADABLE ->
                BuildException.unchecked(RULE, message, asker)
                        .withFix("Check the repository again; its storage did not answer.");
            case TOO_LARGE ->
                BuildException.unchecked(RULE, message, asker)
                        .withFix("Split it, or let the cluster get it from elsewhere.");
            case MISSING, WRONG_KIND ->
                BuildException.of(RULE, message, asker)
                        .withFix("Put a file or a directory in its place, or remove the entry.");
            case ESCAPES ->
                BuildException.of(
                                RULE,
                                what + " goes through a symbolic link that leads out of the repository; nothing outside"
                                        + " is read.",
                                asker)
                        .withFix("Put what it leads to in the place of the link.");
            case LOOP ->
                BuildException.of(
                                RULE,
                                what + " goes through symbolic links that lead in a circle, or through too many.",
                                asker)
                        .withFix("Put what they should lead to in the place of the first link.");
        };
    }

    /** A path that cannot be one of the repository's, whatever is in it. */
    static BuildException notAPath(ScalarNode path) {
        String text = path.text();
        if (text.isEmpty()) {
            return restriction(
                    "The entry is empty: it names neither a file nor a directory.",
                    path,
                    "Name a file or a directory, or remove the entry.");
        }
        String quoted = "`" + Excerpts.shorten(text) + "`";
        if (text.indexOf('\0') >= 0) {
            return restriction(
                    quoted + " contains a NUL character, which no file name has.", path, "Remove the character.");
        }
        if (text.indexOf('\\') >= 0) {
            return restriction(
                    quoted + " contains a backslash, which does not separate directories here.",
                    path,
                    "Write `/` between the names of directories.");
        }
        return restriction(
                quoted + (text.startsWith("/") ? " is an absolute path" : " leads out of the repository")
                        + "; nothing outside is read.",
                path,
                "Copy it into the repository, and name it relative to this kustomization.");
    }

    private static BuildException restriction(String message, ScalarNode path, String fix) {
        return BuildException.of("kustomize/load-restriction", message, path.origin())
                .withFix(fix);
    }

    /** Files are read from the kustomization's own directory only. */
    BuildException outsideOfRoot(ScalarNode path, SourcePath asked, SourceEntry entry) {
        String via = entry.path().equals(asked) ? "" : ", where `%s` leads by a symbolic link,".formatted(path.text());
        return BuildException.of(
                        "kustomize/load-restriction",
                        "`%s`%s is neither in nor below `%s`: kustomize reads files from there only."
                                .formatted(entry.path(), via, root),
                        path.origin())
                .withFix("Move the file, or make a base of its directory.");
    }

    static BuildException notAFile(ScalarNode path) {
        return BuildException.of(
                        "kustomize/not-a-file",
                        "`%s` is a directory, not a file.".formatted(path.text()),
                        path.origin())
                .withFix("Name a file in it.");
    }

    static BuildException notADirectory(ScalarNode path) {
        return BuildException.of(
                        "kustomize/not-a-directory",
                        "`%s` must be a directory with a kustomization file.".formatted(path.text()),
                        path.origin())
                .withFix("Name its directory, or list the file under `resources`.");
    }

    /** @param name of what is being built already; empty for the root of the repository */
    static BuildException cycle(ScalarNode path, String name) {
        return BuildException.of(
                        CYCLE.value(),
                        "`%s` is `%s`, which is being built already, or holds what is: a cycle."
                                .formatted(path.text(), name.isEmpty() ? "." : name),
                        path.origin())
                .withFix("Remove this entry; a kustomization cannot contain itself or a directory above it.");
    }

    static boolean isCycle(BuildException refusal) {
        return refusal.finding().rule().equals(CYCLE);
    }

    /** Nothing that could be read is at a path that may be one. */
    BuildException missing(ScalarNode path, SourcePath asked) {
        String text = Excerpts.shorten(path.text());
        if (isNamed(asked)) {
            return BuildException.of(
                            RULE, "`%s` is a symbolic link that leads to nothing.".formatted(text), path.origin())
                    .withFix("Put what it should lead to in the place of the link, or remove the entry.");
        }
        if (isSpecial(asked)) {
            return BuildException.of(
                            RULE,
                            "`%s` is a submodule, or a special file such as a pipe; those are not read."
                                    .formatted(text),
                            path.origin())
                    .withFix("Put a file or a directory in its place, or remove the entry.");
        }
        for (SourcePath above = asked.parent(); !above.equals(SourcePath.ROOT); above = above.parent()) {
            if (!isListed(above) && isSpecial(above)) {
                return BuildException.of(
                                RULE,
                                "`%s` lies in `%s`, which is a submodule or a special file; those are not read."
                                        .formatted(text, above),
                                path.origin())
                        .withFix("Copy it into the repository, or name it as a remote base.");
            }
        }
        String near = near(path.text());
        return BuildException.of("kustomize/missing-file", "There is no `%s`.".formatted(text), path.origin())
                .withFix(
                        near.isEmpty()
                                ? "Correct the path, add the file, or remove the entry."
                                : "Did you mean `%s`?".formatted(near));
    }

    private boolean isListed(SourcePath asked) {
        try {
            tree.names(asked);
            return true;
        } catch (SourceException e) {
            return false;
        }
    }

    private boolean isSpecial(SourcePath asked) {
        try {
            tree.read(asked);
            return false;
        } catch (SourceException e) {
            return e.reason() == Reason.WRONG_KIND;
        }
    }

    private boolean isNamed(SourcePath asked) {
        try {
            return tree.names(asked.parent()).contains(asked.name());
        } catch (SourceException e) {
            // Its directory is not there either.
            return false;
        }
    }

    /** What the tree says of a path that may be one. */
    BuildException at(ScalarNode path, SourcePath asked, SourceException e) {
        return e.reason() == Reason.MISSING
                ? missing(path, asked)
                : of("`" + Excerpts.shorten(path.text()) + "`", e, path.origin());
    }

    /** The name in the same directory that was probably meant; empty when there is none. */
    private String near(String path) {
        int slash = path.lastIndexOf('/') + 1;
        try {
            List<String> names = tree.names(root.resolve(path.substring(0, slash)));
            String name = Spelling.nearest(path.substring(slash), names);
            return name.isEmpty() ? "" : path.substring(0, slash) + name;
        } catch (SourceException e) {
            // Not even the directory is there, so nothing in it can be meant.
            return "";
        }
    }
}
