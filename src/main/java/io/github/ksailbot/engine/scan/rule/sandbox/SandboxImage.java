package io.github.ksailbot.engine.scan.rule.sandbox;

import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import io.github.ksailbot.engine.scan.rule.RuleInput;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * C-0304: images of a sandbox come from where they should, and stay what they are. Looks at its containers and init
 * containers; one without an image passes.
 *
 * @param isGood of an image's name
 * @param message what is wrong with the others
 */
record SandboxImage(BiPredicate<String, ControlInputs> isGood, String message) implements LocalRule {
    @Override
    public List<Alert> evaluate(RuleInput input) {
        List<Alert> alerts = new ArrayList<>();
        for (ScanObject template : input.ofKind("SandboxTemplate")) {
            for (String list : List.of("containers", "initContainers")) {
                List<Object> containers = Json.list(template.fields(), "spec", "podTemplate", "spec", list);
                for (int i = 0; i < containers.size(); i++) {
                    String image = Json.text(containers.get(i), "image");
                    if (!image.isEmpty() && !isGood.test(image, input.inputs())) {
                        alerts.add(Alert.on(template, "The image `" + image + "` " + message)
                                .failed("spec.podTemplate.spec." + list + "[" + i + "].image"));
                    }
                }
            }
        }
        return alerts;
    }
}
