package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a failure. All texts are free of secrets, on one line and short.
 *
 * @param summary one line; empty when nothing was found out
 * @param resources GitOps objects that are not ready: root causes first, what is blocked below what blocks it
 * @param pods that do not run
 * @param events warnings of the last five minutes, newest first
 * @param moreEvents how many more there were
 * @param causes that are known, with what to do
 * @param unseen what could not be looked at, and why
 */
public record Diagnosis(
        String summary,
        List<Row> resources,
        List<PodRow> pods,
        List<EventRow> events,
        int moreEvents,
        List<Cause> causes,
        List<String> unseen) {
    /** Nothing was found out. */
    public static final Diagnosis NONE = new Diagnosis("", List.of(), List.of(), List.of(), 0, List.of(), List.of());

    public Diagnosis {
        resources = List.copyOf(resources);
        pods = List.copyOf(pods);
        events = List.copyOf(events);
        causes = List.copyOf(causes);
        unseen = List.copyOf(unseen);
    }

    /** How an object holds things up. */
    public enum Mark {
        FAILED("✗"),
        PROGRESSING("►"),
        BLOCKED("·");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /**
     * A GitOps object that is not ready.
     *
     * @param name without the namespace where that is the engine's own
     * @param text its reason and message, or what blocks it
     */
    public record Row(String kind, String name, Mark mark, String text) {
        /** {@code name: text}. */
        @Override
        public String toString() {
            return name + ": " + text;
        }
    }

    /**
     * A pod that does not run.
     *
     * @param text such as {@code CrashLoopBackOff for registry/app:1 (3 restarts)}
     * @param log its last lines; may be empty
     */
    public record PodRow(String namespace, String name, String text, List<String> log) {
        public PodRow {
            log = List.copyOf(log);
        }

        @Override
        public String toString() {
            return name + ": " + text;
        }
    }

    /**
     * A warning.
     *
     * @param age such as {@code 3m}
     * @param object {@code Kind/name}
     */
    public record EventRow(String namespace, String age, String object, String message, String reason) {
        @Override
        public String toString() {
            return age + " ago  " + object + "  " + message + (reason.isEmpty() ? "" : " (" + reason + ")");
        }
    }

    /**
     * A cause that is known.
     *
     * @param title a few words
     * @param subject what it was found at
     * @param message what was said there
     * @param advice what to do
     * @param origin where the manifest that brings it was written; null when that is not known
     */
    public record Cause(
            String title,
            ResourceId subject,
            String message,
            String advice,
            @Nullable Origin origin) {}

    public boolean isEmpty() {
        return resources.isEmpty() && pods.isEmpty() && events.isEmpty() && causes.isEmpty();
    }
}
