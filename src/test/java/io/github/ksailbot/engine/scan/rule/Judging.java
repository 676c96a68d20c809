package io.github.ksailbot.engine.scan.rule;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.scan.catalog.Rules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks built-in rules about manifests that tests write, and says what they answer in one line an alert. */
final class Judging {
    private Judging() {}

    static List<ScanObject> objects(String yaml) {
        return new YamlReader(YamlLimits.DEFAULT)
                .read("app.yaml", yaml.getBytes(StandardCharsets.UTF_8)).documents().stream()
                        .filter(MappingNode.class::isInstance)
                        .map(document -> ScanObject.of(new Manifest((MappingNode) document)))
                        .toList();
    }

    static Rule rule(String name) {
        return Objects.requireNonNull(Rules.builtIn().get(name), name);
    }

    /** Such as {@code Pod/app failed:spec.hostPID delete:spec.hostPID}, sorted. */
    static List<String> alerts(String rule, ControlInputs inputs, String yaml) {
        return rule(rule).evaluate(new RuleInput(objects(yaml), inputs)).stream()
                .map(Judging::line)
                .sorted()
                .toList();
    }

    static List<String> alerts(String rule, String yaml) {
        return alerts(rule, ControlInputs.NONE, yaml);
    }

    static List<String> tested(String rule, String yaml) {
        return rule(rule).tested(new RuleInput(objects(yaml), ControlInputs.NONE)).stream()
                .map(ScanObject::toString)
                .toList();
    }

    static ControlInputs inputs(String list, String... items) {
        return new ControlInputs(Map.of(list, List.of(items)));
    }

    private static String line(Alert alert) {
        List<String> parts = new ArrayList<>();
        alert.objects().forEach(object -> parts.add(object.toString()));
        alert.failedPaths().forEach(path -> parts.add("failed:" + path));
        alert.reviewPaths().forEach(path -> parts.add("review:" + path));
        alert.deletePaths().forEach(path -> parts.add("delete:" + path));
        alert.fixPaths().forEach(fix -> parts.add("fix:" + fix.path() + "=" + fix.value()));
        return String.join(" ", parts);
    }
}
