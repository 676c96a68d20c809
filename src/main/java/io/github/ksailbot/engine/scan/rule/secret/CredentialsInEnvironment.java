package io.github.ksailbot.engine.scan.rule.secret;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.PodSpec;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import java.util.ArrayList;
import java.util.List;

/**
 * C-0012, C-0259: no environment variable is called like a credential or looks like one, as far as its value is written here and
 * is no path; and none comes from a secret as a whole.
 */
final class CredentialsInEnvironment implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        Sensitive sensitive = new Sensitive(input.inputs());
        List<Alert> alerts = new ArrayList<>();
        for (PodSpec pod : PodSpec.all(input.objects())) {
            for (PodSpec.Container container : pod.containers()) {
                List<Object> variables = Json.list(container.fields(), "env");
                for (int i = 0; i < variables.size(); i++) {
                    if (isCredential(variables.get(i), sensitive)) {
                        String path = container.path("env[" + i + "]");
                        List<String> paths = List.of(path + ".name", path + ".value");
                        alerts.add(Alert.on(
                                        pod.owner(),
                                        "The variable `" + Json.text(variables.get(i), "name")
                                                + "` looks like a credential.")
                                .failed(paths)
                                .delete(paths));
                    }
                }
            }
            alerts.addAll(SecretSources.of(pod));
        }
        return alerts;
    }

    private static boolean isCredential(Object variable, Sensitive sensitive) {
        Object value = Json.at(variable, "value");
        Object name = Json.at(variable, "name");
        if (value == null || value.equals("") || (value instanceof String text && text.startsWith("/"))) {
            return false;
        }
        boolean found = (name instanceof String key && sensitive.isName(key)) || sensitive.isValueInAnyCase(value);
        return found && !sensitive.isAllowed(name, value);
    }
}
