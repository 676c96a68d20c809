package io.github.ksailbot.workflow.deliver;

import java.util.List;

/**
 * What is wrong in a cluster, root causes first.
 *
 * @param headline one line of plain text; empty when nothing was found
 * @param causes each with what to do about it
 * @param logs last lines of failing containers
 * @param events warnings of the last minutes, one line each
 */
public record Diagnosis(String headline, List<Cause> causes, List<Log> logs, List<String> events) {
    public static final Diagnosis NONE = new Diagnosis("", List.of(), List.of(), List.of());

    public Diagnosis {
        causes = List.copyOf(causes);
        logs = List.copyOf(logs);
        events = List.copyOf(events);
    }

    /**
     * @param about the object, such as {@code Kustomization flux-system/apps}
     * @param problem what is wrong with it
     * @param advice what to do, or the command to try next; may be empty
     * @param place {@code file:line} where it is written; may be empty
     */
    public record Cause(String about, String problem, String advice, String place) {}

    /** @param title the pod and container */
    public record Log(String title, List<String> lines) {
        public Log {
            lines = List.copyOf(lines);
        }
    }
}
