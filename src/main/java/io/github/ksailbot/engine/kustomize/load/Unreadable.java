package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceException;
import org.jspecify.annotations.Nullable;

/** Says why something cannot be read: a mistake of the repository, or a storage that failed, or a file too large to look at. */
final class Unreadable {
    private Unreadable() {}

    /**
     * @param what with its quotes
     * @param asker the line that names it; null where the build begins
     */
    static BuildException of(String what, SourceException e, @Nullable Origin asker) {
        String message = what + " cannot be read: " + e.getMessage() + ".";
        return switch (e.reason()) {
            case UNREADABLE, TOO_LARGE -> BuildException.unchecked("kustomize/unreadable", message, asker);
            case MISSING, ESCAPES, LOOP, WRONG_KIND -> BuildException.of("kustomize/unreadable", message, asker);
        };
    }

    /**
     * @param near the path that was probably meant; empty when none is near
     */
    static BuildException missing(ScalarNode path, String near) {
        return BuildException.of(
                        "kustomize/missing-file",
                        "There is no `%s`.".formatted(Excerpts.shorten(path.text())),
                        path.origin())
                .withFix(
                        near.isEmpty()
                                ? "Correct the path, add the file, or remove the entry."
                                : "Did you mean `%s`?".formatted(near));
    }

    /** Why a path that a kustomization names leads to nothing that may be read. */
    static BuildException at(ScalarNode path, SourceException e) {
        String text = Excerpts.shorten(path.text());
        if (e.reason() != SourceException.Reason.ESCAPES) {
            return of("`" + text + "`", e, path.origin());
        }
        String why = text.startsWith("/") ? "is an absolute path" : "leads out of the repository";
        return BuildException.of(
                        "kustomize/load-restriction",
                        "`%s` %s; nothing outside is read.".formatted(text, why),
                        path.origin())
                .withFix("Copy it into the repository, and name it relative to this kustomization.");
    }
}
