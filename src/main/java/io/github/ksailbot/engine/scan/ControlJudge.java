package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.ResourceResult.RuleResult;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.catalog.Needs;
import io.github.ksailbot.engine.scan.catalog.RuleFacts;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.exception.InlineException;
import io.github.ksailbot.engine.scan.exception.ResourceIds;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Risk;
import io.github.ksailbot.engine.scan.score.Status;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From what rules found to what that means for a control: statuses, exceptions, what people must decide. */
final class ControlJudge {
    private final Catalog catalog;
    private final ControlInputs inputs;
    private final RuleRuns runs;
    private final List<ExceptionPolicy> exceptions;
    private final boolean inlineExceptions;
    private final Instant now;
    private final Set<String> used = new TreeSet<>();
    private final Map<ScanObject, String> ids = new HashMap<>();

    ControlJudge(
            Catalog catalog,
            ControlInputs inputs,
            RuleRuns runs,
            List<ExceptionPolicy> exceptions,
            boolean inlineExceptions,
            Instant now) {
        this.catalog = catalog;
        this.inputs = inputs;
        this.runs = runs;
        this.exceptions = exceptions;
        this.inlineExceptions = inlineExceptions;
        this.now = now;
    }

    /** Names of the exceptions that let something pass until now. */
    Set<String> used() {
        return used;
    }

    /**
     * @param frameworks names of the scanned frameworks that have the control
     */
    ControlResult judge(Control control, Set<String> frameworks) {
        if (control.rules().isEmpty()) {
            return new ControlResult(control, Status.SKIPPED, SubStatus.MANUAL_REVIEW);
        }
        SubStatus withheld = withheld(control);
        if (control.rules().size() == 1) {
            List<ResourceResult> resources = new ArrayList<>();
            results(control, frameworks, control.rules().get(0))
                    .forEach((object, result) -> resources.add(resource(object, List.of(result), withheld)));
            return result(control, unjudgeable(control), resources);
        }
        Map<ScanObject, List<RuleResult>> byObject = new LinkedHashMap<>();
        for (String rule : control.rules()) {
            results(control, frameworks, rule)
                    .forEach((object, result) -> byObject.computeIfAbsent(object, key -> new ArrayList<>(1))
                            .add(result));
        }
        List<ResourceResult> resources = byObject.entrySet().stream()
                .map(entry -> resource(entry.getKey(), entry.getValue(), withheld))
                .toList();
        return result(control, unjudgeable(control), resources);
    }

    /**
     * What a rule says about each resource that it looks at. One that looks at what files never have, such as results of image
     * scans, looks at nothing, as in Kubescape's scans of files; one that asks somebody else about each resource leaves it open.
     */
    private Map<ScanObject, RuleResult> results(Control control, Set<String> frameworks, String rule) {
        Map<ScanObject, RuleResult> results = new LinkedHashMap<>();
        if (catalog.rules().containsKey(rule)) {
            runs.of(rule)
                    .tested()
                    .forEach((object, alerts) -> results.put(object, rule(control, frameworks, rule, object, alerts)));
        } else if (facts(rule).asksOthers()) {
            runs.selected(rule)
                    .forEach(object -> results.put(object, new RuleResult(rule, Status.SKIPPED, List.of(), List.of())));
        }
        return results;
    }

    private ControlResult result(Control control, String reason, List<ResourceResult> resources) {
        Status status = Status.PASSED;
        for (ResourceResult resource : resources) {
            status = status.worst(resource.status());
        }
        SubStatus subStatus = resources.isEmpty() ? SubStatus.IRRELEVANT : SubStatus.NONE;
        for (ResourceResult resource : resources) {
            if (resource.status() == status && resource.subStatus() != SubStatus.NONE) {
                subStatus = resource.subStatus();
                break;
            }
        }
        List<ResourceResult> distinct = distinct(resources);
        float failed = 0;
        float all = 0;
        for (ResourceResult resource : distinct) {
            float weight = ResourceWeights.of(resource.object());
            all += weight;
            failed += resource.status() == Status.FAILED ? weight : 0;
        }
        return new ControlResult(control, status, subStatus, reason, resources, distinct, new Risk(failed, all));
    }

    private List<ResourceResult> distinct(List<ResourceResult> resources) {
        Map<String, ResourceResult> worst = new LinkedHashMap<>(resources.size() * 2);
        for (ResourceResult resource : resources) {
            worst.merge(
                    ids.computeIfAbsent(resource.object(), ResourceIds::of),
                    resource,
                    (one, other) -> other.status().compareTo(one.status()) > 0 ? other : one);
        }
        return worst.size() == resources.size() ? resources : List.copyOf(worst.values());
    }

    private static ResourceResult resource(ScanObject object, List<RuleResult> rules, SubStatus withheld) {
        Status status = Status.PASSED;
        for (RuleResult rule : rules) {
            status = status.worst(rule.status());
        }
        SubStatus subStatus = SubStatus.NONE;
        if (withheld == SubStatus.CONFIGURATION) {
            status = Status.SKIPPED;
            subStatus = withheld;
        } else if (withheld != SubStatus.NONE && status == Status.FAILED) {
            status = Status.SKIPPED;
            subStatus = withheld;
        } else if (status == Status.SKIPPED) {
            subStatus = SubStatus.NOT_EVALUATED;
        } else if (status == Status.PASSED
                && rules.stream().anyMatch(rule -> !rule.exceptions().isEmpty())) {
            subStatus = SubStatus.EXCEPTIONS;
        }
        return new ResourceResult(object, status, subStatus, rules);
    }

    private RuleResult rule(
            Control control, Set<String> frameworks, String rule, ScanObject object, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return new RuleResult(rule, Status.PASSED, alerts, List.of());
        }
        if (exceptions.isEmpty() && !inlineExceptions) {
            return new RuleResult(rule, Status.FAILED, alerts, List.of());
        }
        Set<String> names = new LinkedHashSet<>();
        for (ExceptionPolicy exception : exceptions) {
            if (exception.covers(frameworks, control.id(), rule, object)) {
                names.add(exception.name());
            }
        }
        used.addAll(names);
        if (inlineExceptions && InlineException.covers(object, control.id(), now)) {
            names.add(ResourceResult.INLINE);
        }
        Status status = names.isEmpty() ? Status.FAILED : Status.PASSED;
        return new RuleResult(rule, status, alerts, List.copyOf(names));
    }

    /** What keeps a failure from counting as one. */
    private SubStatus withheld(Control control) {
        return switch (control.action()) {
            case NONE -> SubStatus.NONE;
            case REQUIRES_REVIEW -> SubStatus.REQUIRES_REVIEW;
            case MANUAL_REVIEW -> SubStatus.MANUAL_REVIEW;
            case CONFIGURATION -> isConfigured(control) ? SubStatus.NONE : SubStatus.CONFIGURATION;
        };
    }

    private boolean isConfigured(Control control) {
        return control.rules().stream()
                .flatMap(rule -> facts(rule).inputs().stream())
                .anyMatch(list -> !inputs.list(list).isEmpty());
    }

    /** What a control needs that files do not have; empty if it can be judged from them, at least by some of its rules. */
    private String unjudgeable(Control control) {
        if (control.rules().stream().anyMatch(catalog.rules()::containsKey)) {
            return "";
        }
        List<String> missing = control.rules().stream()
                .filter(rule -> !catalog.rules().containsKey(rule))
                .toList();
        String needs = Needs.inWords(
                missing.stream().flatMap(rule -> facts(rule).needs().stream()).toList());
        return needs.isEmpty() ? String.join(", ", missing) : needs;
    }

    private RuleFacts facts(String rule) {
        RuleFacts facts = catalog.facts().get(rule);
        return facts == null ? new RuleFacts(rule, List.of(), false, List.of(), List.of()) : facts;
    }
}
