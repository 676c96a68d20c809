package io.github.ksailbot.cli.local;

import io.github.ksailbot.delivery.retry.Pause;
import io.github.ksailbot.outside.fetch.net.Reach;
import java.util.Map;

/**
 * What commands find around them.
 *
 * @param variables of the process that the user started: they are that user's own
 * @param reach where hosts may be that something is fetched from
 * @param pause between attempts
 */
public record Surroundings(Map<String, String> variables, Reach reach, Pause pause) {
    public Surroundings {
        variables = Map.copyOf(variables);
    }

    public Surroundings(Map<String, String> variables, Reach reach) {
        this(variables, reach, Pause.SLEEP);
    }

    public static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Reach.INTERNET);
    }
}
