package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import org.jspecify.annotations.Nullable;

/** A step of a build cannot be done; the build turns it into its finding and goes on where the rest can be judged. */
public final class BuildException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public BuildException(Finding finding) {
        super(finding.message());
        this.finding = finding;
    }

    /**
     * An error.
     *
     * @param rule {@code kustomize/…}
     * @param origin the line that is wrong
     */
    public static BuildException of(String rule, String message, @Nullable Origin origin) {
        return new BuildException(Finding.error(rule, message, origin));
    }

    /** An error of a step that this program does not do, see {@link Finding#isUnchecked}. */
    public static BuildException unchecked(String rule, String message, @Nullable Origin origin) {
        return new BuildException(Finding.unchecked(rule, message, origin));
    }

    public BuildException withFix(String fix) {
        return new BuildException(finding.withFix(fix));
    }

    /** The same, said of a resource, unless it already names one. */
    public BuildException about(Resource resource, String field) {
        return finding.resource() == null ? new BuildException(finding.about(resource.resourceId(), field)) : this;
    }

    /** The same, with the line that asked for what is wrong elsewhere. */
    public BuildException askedBy(Origin asker) {
        Origin origin = finding.origin();
        return origin == null || origin.place().equals(asker.place())
                ? this
                : new BuildException(finding.withMessage(finding.message() + " `" + asker.place() + "` asks for it."));
    }

    public Finding finding() {
        return finding;
    }
}
