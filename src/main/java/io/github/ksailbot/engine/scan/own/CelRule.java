package io.github.ksailbot.engine.scan.own;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.Rule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A rule whose condition is a CEL expression that is true for what is wrong. What the expression fails at, such as a field
 * that is missing and was not asked for by {@code has}, counts as wrong, too: it was not found right.
 *
 * @param fails the compiled condition
 * @param each what it is asked about
 * @param message what is wrong, one sentence
 * @param field path below what it is asked about; empty for the whole
 * @param fixValue what to set the field to; empty for nothing that could be said
 */
record CelRule(CelRuntime.Program fails, Each each, String message, String field, String fixValue) implements Rule {
    /** What an expression is asked about. */
    enum Each {
        RESOURCE,
        POD,
        CONTAINER
    }

    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Map<String, Object>> all =
                input.objects().stream().map(ScanObject::fields).toList();
        Map<String, List<String>> inputs = input.inputs().lists();
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject object : input.objects()) {
            PodSpec pod = PodSpec.of(object);
            switch (each) {
                case RESOURCE -> judge(object, "", Map.of("object", object.fields()), all, inputs, alerts);
                case POD -> {
                    if (pod != null) {
                        judge(
                                object,
                                pod.path(),
                                Map.of("object", object.fields(), "pod", pod.fields()),
                                all,
                                inputs,
                                alerts);
                    }
                }
                case CONTAINER -> {
                    if (pod != null) {
                        for (PodSpec.Container container :
                                pod.containers("containers", "initContainers", "ephemeralContainers")) {
                            judge(
                                    object,
                                    container.path(),
                                    Map.of(
                                            "object",
                                            object.fields(),
                                            "pod",
                                            pod.fields(),
                                            "container",
                                            container.fields()),
                                    all,
                                    inputs,
                                    alerts);
                        }
                    }
                }
            }
        }
        return alerts;
    }

    private void judge(
            ScanObject object,
            String path,
            Map<String, Object> variables,
            List<Map<String, Object>> all,
            Map<String, List<String>> inputs,
            List<Alert> alerts) {
        String why = "";
        try {
            Object failed = fails.eval(variables(variables, all, inputs));
            if (Boolean.FALSE.equals(failed)) {
                return;
            }
        } catch (CelEvaluationException e) {
            why = " (The expression could not be evaluated: " + e.getMessage() + ")";
        }
        Alert alert = Alert.on(object, message + why);
        String at = path.isEmpty() ? field : field.isEmpty() ? path : path + "." + field;
        if (at.isEmpty()) {
            alerts.add(alert);
        } else {
            alerts.add(fixValue.isEmpty() ? alert.failed(at) : alert.fix(at, fixValue));
        }
    }

    private static Map<String, Object> variables(
            Map<String, Object> own, List<Map<String, Object>> all, Map<String, List<String>> inputs) {
        Map<String, Object> variables = new java.util.HashMap<>(own);
        variables.putIfAbsent("pod", Map.of());
        variables.putIfAbsent("container", Map.of());
        variables.put("resources", all);
        variables.put("inputs", inputs);
        return variables;
    }
}
