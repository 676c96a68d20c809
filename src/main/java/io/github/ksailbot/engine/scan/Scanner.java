package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.catalog.Framework;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.Patterns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges the manifests of a closure by the controls of some frameworks. Safe for several threads. */
public final class Scanner {
    private final Catalog catalog;

    private final @Nullable ScanMemo memo;

    /** One that scans every resource anew. */
    public Scanner(Catalog catalog) {
        this(catalog, null);
    }

    /** @param memo of resources, mostly the same in one scan and the next */
    public Scanner(Catalog catalog, @Nullable ScanMemo memo) {
        this.catalog = catalog;
        this.memo = memo;
    }

    /**
     * Never throws for what manifests contain.
     *
     * @param manifests everything that a cluster would get
     * @param settings trusted ones
     * @param now against which exceptions expire
     */
    public ScanReport scan(List<Manifest> manifests, ScanSettings settings, Instant now) {
        List<Finding> problems = new ArrayList<>();
        List<Framework> frameworks = frameworks(settings.frameworks(), problems);
        problems.addAll(unusable(settings.inputs()));
        List<Manifest> scanned = new ArrayList<>();
        int excluded = 0;
        for (Manifest manifest : ManifestLists.expand(manifests)) {
            if (settings.excludes(manifest)) {
                excluded++;
            } else if (!manifest.kind().isEmpty()) {
                scanned.add(manifest);
            }
        }
        ScanObjects objects = ScanObjects.of(scanned, memo);
        ControlInputs inputs = catalog.defaults().with(settings.inputs());
        List<ExceptionPolicy> live = settings.exceptions().stream()
                .filter(exception -> !exception.isExpired(now))
                .toList();
        ControlJudge judge = new ControlJudge(
                catalog, inputs, new RuleRuns(catalog, inputs, objects), live, settings.inlineExceptions(), now);
        Map<String, ControlResult> controls = controls(frameworks, judge);
        problems.addAll(UnjudgedResources.of(controls.values()));
        List<FrameworkResult> results = frameworks.stream()
                .map(framework -> new FrameworkResult(
                        framework.name(),
                        framework.controls().stream()
                                .map(control -> result(controls, control))
                                .toList()))
                .toList();
        Coverage coverage = CoverageCount.of(
                controls.values(), frameworks, results, scanned.size(), excluded, settings, live, judge.used(), now);
        List<ScanFinding> findings = ScanFindings.of(controls.values(), objects);
        if (memo != null) {
            memo.trim();
        }
        return new ScanReport(settings, results, findings, coverage, problems);
    }

    /** Regular expressions that nothing can be looked for with. */
    private static List<Finding> unusable(Map<String, List<String>> inputs) {
        return Patterns.LISTS.stream()
                .flatMap(list -> inputs.getOrDefault(list, List.of()).stream()
                        .filter(expression -> !Patterns.isUsable(expression))
                        .map(expression -> Finding.error(
                                        "scan/inputs",
                                        "`" + expression + "` of the list `" + list
                                                + "` is no regular expression that can be used.",
                                        null)
                                .withFix("Write it as Go does: without looking around and back, at most"
                                        + " 2,000 characters.")))
                .toList();
    }

    private static ControlResult result(Map<String, ControlResult> controls, Control control) {
        ControlResult result = controls.get(control.id());
        if (result == null) {
            throw new IllegalStateException(control.id() + " was not judged");
        }
        return result.named(control);
    }

    private static Map<String, ControlResult> controls(List<Framework> frameworks, ControlJudge judge) {
        Map<String, Control> wanted = new LinkedHashMap<>();
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (Framework framework : frameworks) {
            for (Control control : framework.controls()) {
                wanted.putIfAbsent(control.id(), control);
                names.computeIfAbsent(control.id(), id -> new TreeSet<>()).add(framework.name());
            }
        }
        Map<String, ControlResult> controls = new LinkedHashMap<>();
        wanted.forEach((id, control) -> controls.put(id, judge.judge(control, names.getOrDefault(id, Set.of()))));
        return controls;
    }

    private List<Framework> frameworks(List<String> names, List<Finding> problems) {
        Map<String, Framework> found = new LinkedHashMap<>();
        for (String name : names) {
            catalog.framework(name).ifPresentOrElse(framework -> found.putIfAbsent(framework.name(), framework), () -> {
                String meant = Spelling.nearest(name, catalog.frameworkNames());
                problems.add(Finding.error(
                                "scan/unknown-framework",
                                "`" + name + "` is no framework that files can be scanned for.",
                                null)
                        .withFix(
                                meant.isEmpty()
                                        ? "Known: " + String.join(", ", catalog.frameworkNames()) + "."
                                        : "Did you mean `" + meant + "`?"));
            });
        }
        return List.copyOf(found.values());
    }
}
