package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.function.Consumer;

/** Finds texts that decide where an Application goes and still hold what nobody gave a value to. */
final class Unresolved {
    private static final List<FieldPath> FIELDS = List.of(
            FieldPath.of("metadata", "name"),
            FieldPath.of("spec", "project"),
            FieldPath.of("spec", "source", "path"),
            FieldPath.of("spec", "source", "repoURL"),
            FieldPath.of("spec", "source", "targetRevision"),
            FieldPath.of("spec", "destination", "name"),
            FieldPath.of("spec", "destination", "namespace"),
            FieldPath.of("spec", "destination", "server"));

    private Unresolved() {}

    static void find(Manifest application, boolean isGo, Consumer<Finding> findings) {
        String left = isGo ? "<no value>" : "{{";
        for (FieldPath field : FIELDS) {
            Node value = field.find(application.root());
            if (value instanceof ScalarNode scalar && scalar.text().contains(left)) {
                findings.accept(Finding.warning(
                                "argocd/unresolved-template",
                                "No generator gives all that this template asks for; it comes to `%s`."
                                        .formatted(scalar.text()),
                                scalar.origin())
                        .about(application.id(), field.toString())
                        .withFix(
                                isGo
                                        ? "Correct the name, and set `goTemplateOptions: [\"missingkey=error\"]`."
                                        : "Correct the name; with `goTemplate: true` names begin with a dot."));
            }
        }
    }
}
