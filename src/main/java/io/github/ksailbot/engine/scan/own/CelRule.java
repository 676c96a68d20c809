package io.github.ksailbot.engine.scan.own;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule whose condition is a CEL expression that is true for what is wrong. Where the expression cannot be evaluated, as
 * for a missing field that it did not ask for by {@code has}, the resource was not judged, which is never a pass.
 *
 * @param fails the compiled condition
 * @param each what it is asked about
 * @param message what is wrong, one sentence
 * @param fields paths below what it is asked about; none for the whole
 * @param fix what to set the first field to; empty for nothing that could be said
 * @param remediation what else to do, a sentence; may be empty
 * @param steps that all evaluations of one scan may cost, see {@link CelMeter}
 */
record CelRule(
        CelRuntime.Program fails,
        Selection each,
        String message,
        List<String> fields,
        String fix,
        String remediation,
        long steps)
        implements Rule {
    private static final Pattern PLACE = Pattern.compile("^evaluation error at <input>:(\\d+): ");

    CelRule {
        fields = List.copyOf(fields);
    }

    @Override
    public List<Alert> evaluate(RuleInput input) {
        CelMeter meter = new CelMeter(steps);
        Map<String, Object> common = new HashMap<>();
        common.put("pod", Map.of());
        common.put("container", Map.of());
        common.put("item", Map.of());
        common.put("resources", input.objects().stream().map(ScanObject::fields).toList());
        common.put("inputs", input.inputs().lists());
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            for (Selection.Selected selected : each.of(object)) {
                Map<String, Object> variables = new HashMap<>(common);
                variables.putAll(selected.variables());
                Alert alert = judge(object, selected.path(), variables, meter);
                if (alert != null) {
                    alerts.add(alert);
                }
            }
        }
        return alerts;
    }

    /** Resources that have what it is asked about: others are not its matter. */
    @Override
    public List<ScanObject> tested(RuleInput input) {
        return each.isOfPods()
                ? input.objects().stream()
                        .filter(object -> Selection.POD_KINDS.contains(object.kind()))
                        .toList()
                : input.objects();
    }

    private @Nullable Alert judge(ScanObject object, String path, Map<String, Object> variables, CelMeter meter) {
        try {
            if (meter.isSpent()) {
                return unjudged(object, path, "it cost too much on other resources");
            }
            meter.begin();
            Object failed = fails.trace(variables, meter);
            if (Boolean.FALSE.equals(failed)) {
                return null;
            }
            return Boolean.TRUE.equals(failed)
                    ? failure(object, path)
                    : unjudged(object, path, "it is neither true nor false");
        } catch (CelEvaluationException | RuntimeException e) {
            return unjudged(object, path, reason(Objects.toString(e.getMessage(), "it failed")));
        }
    }

    /** CEL's own words, without its place of the expression in an input that has no name. */
    private static String reason(String message) {
        String text = PLACE.matcher(message).replaceFirst("at character $1 of the expression: ");
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private Alert failure(ScanObject object, String path) {
        List<String> paths = fields.isEmpty()
                ? path.isEmpty() ? List.of() : List.of(path)
                : fields.stream()
                        .map(field -> path.isEmpty() ? field : path + "." + field)
                        .toList();
        Alert alert = Alert.on(object, message).advice(remediation);
        if (fix.isEmpty()) {
            return alert.failed(paths);
        }
        return alert.fix(paths.get(0), fix).failed(paths.subList(1, paths.size()));
    }

    private static Alert unjudged(ScanObject object, String path, String why) {
        Alert alert = Alert.unjudged(object, "The condition of the control could not be evaluated: " + why);
        return path.isEmpty() ? alert : alert.failed(path);
    }
}
