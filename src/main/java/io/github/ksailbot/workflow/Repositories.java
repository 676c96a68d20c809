package io.github.ksailbot.workflow;

import java.util.function.Consumer;

/** Port: every repository that the App is installed on. */
public interface Repositories {
    /**
     * Shows every repository of every installation that is not suspended, in no particular order. An installation that
     * cannot be read is logged and left out; the others are shown.
     *
     * @throws UnavailableException when GitHub asks to wait or cannot be reached at all; what was shown until then stands
     */
    void visitRepositories(Consumer<RepositoryRef> visitor) throws UnavailableException;
}
