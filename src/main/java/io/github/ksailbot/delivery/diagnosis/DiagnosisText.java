package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.diagnosis.Diagnosis.Cause;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.EventRow;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.PodRow;
import io.github.ksailbot.delivery.diagnosis.Diagnosis.Row;
import io.github.ksailbot.engine.finding.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A diagnosis as plain text, for terminals and logs. */
public final class DiagnosisText {
    private DiagnosisText() {}

    /** Lines without line ends; sections that are empty are not there. */
    public static List<String> of(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        Map<String, List<Row>> byKind = new LinkedHashMap<>();
        diagnosis.resources().forEach(row -> byKind.computeIfAbsent(row.kind(), kind -> new ArrayList<>())
                .add(row));
        byKind.forEach((kind, rows) -> {
            lines.add(plural(kind));
            int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
            for (Row row : rows) {
                lines.add("  " + row.mark().sign() + " " + row.name()
                        + " ".repeat(width - row.name().length()) + "  " + row.text());
            }
        });
        for (Cause cause : diagnosis.causes()) {
            lines.add("cause: " + cause.title() + " (" + cause.subject() + ")");
            lines.add("  " + cause.message());
            Origin origin = cause.origin();
            if (origin != null) {
                lines.add("  written in " + origin.file() + ":" + origin.line());
            }
            lines.add("  → " + cause.advice());
        }
        addPods(diagnosis, lines);
        addEvents(diagnosis, lines);
        for (String unseen : diagnosis.unseen()) {
            lines.add("not seen: " + unseen);
        }
        return lines;
    }

    private static void addPods(Diagnosis diagnosis, List<String> lines) {
        String namespace = "";
        for (PodRow pod : diagnosis.pods()) {
            if (!pod.namespace().equals(namespace)) {
                namespace = pod.namespace();
                lines.add("failing pods (" + namespace + "):");
            }
            lines.add("  " + pod);
            pod.log().forEach(line -> lines.add("    | " + line));
        }
    }

    private static void addEvents(Diagnosis diagnosis, List<String> lines) {
        if (diagnosis.events().isEmpty()) {
            return;
        }
        lines.add("recent warnings (last 5m):");
        for (EventRow event : diagnosis.events()) {
            lines.add("  " + event);
        }
        if (diagnosis.moreEvents() > 0) {
            lines.add("  ... and " + diagnosis.moreEvents() + " more events");
        }
    }

    private static String plural(String kind) {
        return kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
    }
}
