package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
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
}
