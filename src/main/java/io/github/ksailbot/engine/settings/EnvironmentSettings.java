package io.github.ksailbot.engine.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one environment is delivered.
 *
 * @param deliver when
 * @param production whether commands about it take the permission to maintain the repository
 * @param order environments with a smaller number are delivered first; those with the same one at the same time
 * @param repairReference whether an engine that pulls from elsewhere than the ksail file says is put right
 * @param timeout of one attempt to converge; null for the ksail file's, or five minutes
 */
public record EnvironmentSettings(
        When deliver,
        boolean production,
        int order,
        boolean repairReference,
        @Nullable Duration timeout) {
    public static final EnvironmentSettings DEFAULT = new EnvironmentSettings(When.DEFAULT, false, 0, false, null);

    /** When an environment is delivered. */
    public enum When {
        /** On a merge, if it has an engine and its operator has allowed its cluster; else not at all. */
        DEFAULT,
        /** On a merge; what is missing for that is reported. */
        ON_MERGE,
        /** When somebody asks for it by a command. */
        ON_COMMAND
    }
}
