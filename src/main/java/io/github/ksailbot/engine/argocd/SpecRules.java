package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Argo CD refuses of an Application's specification before it renders anything. */
final class SpecRules {
    private final Application application;
    private final List<Finding> findings = new ArrayList<>();

    SpecRules(Application application) {
        this.application = application;
    }

    List<Finding> findings() {
        sources();
        destination();
        return findings;
    }

    private void sources() {
        List<ApplicationSource> sources = application.sources();
        if (sources.isEmpty()) {
            say(
                    "argocd/source",
                    "The Application `%s` has no source.",
                    application.spec().origin(),
                    "spec.source");
        }
        Set<String> references = new HashSet<>();
        for (ApplicationSource source : sources) {
            boolean needsMore = source.path().isEmpty()
                    && source.chart().isEmpty()
                    && (source.ref().isEmpty() || sources.size() == 1);
            if (source.repoUrl().isEmpty() || needsMore) {
                say(
                        "argocd/source",
                        "A source of `%s` needs a `repoURL`, and a `path` or a `chart`.",
                        source.origin(),
                        "spec.source");
            } else if (!source.chart().isEmpty() && source.revision().isEmpty()) {
                say(
                        "argocd/source",
                        "The chart of `%s` needs a `targetRevision`.",
                        source.origin(),
                        "spec.source.targetRevision");
            }
            if (!source.ref().isEmpty()) {
                reference(source, references);
            }
        }
    }

    private void reference(ApplicationSource source, Set<String> known) {
        Origin origin = Fields.origin(source.node(), "ref");
        if (!source.ref().matches("[a-zA-Z0-9_-]+")) {
            say("argocd/source", "A `ref` of `%s` has signs in it that Argo CD refuses.", origin, "spec.sources.ref");
        } else if (!known.add(source.ref())) {
            say("argocd/source", "Two sources of `%s` have the same `ref`.", origin, "spec.sources.ref");
        }
    }

    private void destination() {
        MappingNode destination = Fields.mapping(application.spec(), "destination");
        boolean hasName = !destination.text("name").isEmpty();
        if (hasName == !destination.text("server").isEmpty()) {
            say(
                    "argocd/destination",
                    hasName
                            ? "The destination of `%s` has both a `name` and a `server`; Argo CD takes one."
                            : "The destination of `%s` has neither a `name` nor a `server`.",
                    destination.origin(),
                    "spec.destination");
        }
    }

    private void say(String rule, String message, Origin origin, String field) {
        findings.add(new Finding(
                RuleId.of(rule), Severity.ERROR, message.formatted(application.name()), null, field, origin, ""));
    }
}
