package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.manifest.StablePath;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to do about a failure, in one sentence that can be followed without looking anything up. */
final class FixText {
    /** What rules give for a value that only the author can know. */
    private static final String UNKNOWN_VALUE = "YOUR_VALUE";

    private static final int MAX_PATHS = 3;

    private FixText() {}

    /**
     * @param field that the finding is about
     * @param place of that field in the object
     */
    static String of(ScanObject object, Alert alert, String field, FieldOrigins.@Nullable Place place) {
        if (object.isSubject()) {
            return ofSubject(object);
        }
        List<String> advice = new ArrayList<>();
        for (Fix fix : alert.fixPaths()) {
            boolean isThere = fix.path().equals(field) && alert.objects().get(0) == object;
            advice.add(
                    set(fix, isThere ? place : FieldOrigins.find(alert.objects().get(0), fix.path())));
        }
        if (!alert.deletePaths().isEmpty()) {
            advice.add("Remove " + paths(alert.deletePaths()) + ".");
        } else if (advice.isEmpty()
                && alert.advice().isEmpty()
                && !alert.failedPaths().isEmpty()) {
            advice.add("Look at " + paths(alert.failedPaths()) + ".");
        }
        String text = String.join(" ", advice.size() > MAX_PATHS ? advice.subList(0, MAX_PATHS) : advice);
        return alert.advice().isEmpty() ? text : text.isEmpty() ? alert.advice() : text + " " + alert.advice();
    }

    /** What a subject may do is a matter of its role and of what binds it to that. */
    private static String ofSubject(ScanObject subject) {
        String named = subject.related().stream()
                .map(related -> related.kind() + " `" + related.name() + "`")
                .collect(Collectors.joining(" and "));
        return named.isEmpty() ? "" : "Look at " + named + ".";
    }

    private static String set(Fix fix, FieldOrigins.@Nullable Place place) {
        String value = fix.value().equals(UNKNOWN_VALUE) ? "…" : fix.value();
        if (place == null || place.missing().isEmpty() || place.written().isEmpty()) {
            return "Set `" + fix.path() + "` to `" + value + "`.";
        }
        return "Add `" + flow(place.missing(), value) + "` to `" + place.written() + "`.";
    }

    /** Nested fields on one line: {@code securityContext: {privileged: false}}. */
    private static String flow(List<String> steps, String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            boolean isItem = i > 0 && StablePath.isNumber(steps.get(i));
            if (isItem) {
                text.append('[');
            } else {
                text.append(i == 0 ? "" : "{").append(steps.get(i)).append(": ");
            }
        }
        text.append(value);
        for (int i = steps.size() - 1; i > 0; i--) {
            text.append(StablePath.isNumber(steps.get(i)) ? ']' : '}');
        }
        return text.toString();
    }

    private static String paths(List<String> paths) {
        String some =
                paths.stream().limit(MAX_PATHS).map(path -> "`" + path + "`").collect(Collectors.joining(", "));
        return paths.size() > MAX_PATHS ? some + " and " + (paths.size() - MAX_PATHS) + " more" : some;
    }
}
