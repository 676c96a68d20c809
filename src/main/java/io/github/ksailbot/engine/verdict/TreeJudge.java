package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentDiscovery;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.EnvironmentRenderer;
import io.github.ksailbot.engine.render.LooseFiles;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The judge of pull requests and of the command line: discovers environments, renders, validates, compares. */
public final class TreeJudge implements Judge {
    private static final RuleId MISSING_FIELD = RuleId.of("schema/missing-field");

    private final EnvironmentDiscovery discovery;
    private final EnvironmentRenderer renderer;
    private final LooseFiles looseFiles;
    private final ManifestJudge manifests;

    public TreeJudge(
            EnvironmentDiscovery discovery,
            EnvironmentRenderer renderer,
            LooseFiles looseFiles,
            SchemaValidator validator) {
        this.discovery = discovery;
        this.renderer = renderer;
        this.looseFiles = looseFiles;
        this.manifests = new ManifestJudge(validator);
    }

    /** The judge with every limit at its default. */
    public static TreeJudge create() {
        return create(TracedMemo.ofDefaultSize(), new SchemaValidator());
    }

    /**
     * The same with a memo that lives as long as the judge.
     *
     * @param memo of what was rendered before, from trees of one owner
     */
    public static TreeJudge create(TracedMemo memo, SchemaValidator validator) {
        return create(memo, validator, RenderSettings.DEFAULT);
    }

    /**
     * The same with what is known and allowed for one repository.
     *
     * @param memo of what was rendered before, from trees of one owner
     */
    public static TreeJudge create(TracedMemo memo, SchemaValidator validator, RenderSettings settings) {
        ChartTools charts = settings.charts().remembering();
        Kustomizer kustomizer = new Kustomizer(memo, settings.fetcher(), charts);
        return new TreeJudge(
                new EnvironmentDiscovery(),
                new EnvironmentRenderer(kustomizer, settings.withCharts(charts)),
                new LooseFiles(kustomizer),
                validator);
    }

    @Override
    public Judgement judge(SourceTree head, SourceTree settings, @Nullable SourceTree mergeBase) {
        Environments trusted = discovery.discover(settings);
        Side headSide = side(head, settings, head == settings ? trusted : discovery.discover(head), trusted);
        Side baseSide = mergeBase == null ? null : side(mergeBase, mergeBase, discovery.discover(mergeBase), trusted);
        List<EnvironmentReport> reports = new ArrayList<>();
        Verdict verdict = Verdict.PASSED;
        for (Map.Entry<EnvironmentName, ManifestJudge.Outcome> entry : headSide.environments.entrySet()) {
            ManifestJudge.Outcome outcome = entry.getValue();
            ManifestJudge.Outcome before = baseSide == null ? null : baseSide.environments.get(entry.getKey());
            EnvironmentReport report = new EnvironmentReport(
                    entry.getKey(),
                    Verdicts.of(outcome.findings()),
                    Newness.mark(
                            outcome.findings(),
                            baseSide == null ? null : before == null ? List.of() : before.findings()),
                    outcome.counts(),
                    outcome.skippedKinds());
            reports.add(report);
            verdict = verdict.worst(report.verdict());
        }
        List<JudgedFinding> unreached = Newness.mark(headSide.unreached, baseSide == null ? null : baseSide.unreached);
        return new Judgement(verdict.worst(Verdicts.of(headSide.unreached)), reports, unreached, baseSide != null);
    }

    /** One tree judged: its environments by name, and the findings that belong to none. */
    private record Side(Map<EnvironmentName, ManifestJudge.Outcome> environments, List<Finding> unreached) {}

    private Side side(SourceTree tree, SourceTree settings, Environments proposed, Environments trusted) {
        JudgedEnvironments judged = JudgedEnvironments.of(tree, proposed, trusted);
        Map<EnvironmentName, ManifestJudge.Outcome> outcomes = new TreeMap<>();
        List<Closure> closures = new ArrayList<>();
        for (Environment environment : judged.environments()) {
            Closure closure = renderer.render(tree, environment);
            closures.add(closure);
            List<Finding> rendering = new ArrayList<>(closure.findings());
            Emptiness.of(closure).ifPresent(rendering::add);
            outcomes.put(
                    environment.name(),
                    manifests.judge(closure.manifests(), closure.parts(), rendering, environment.validation()));
        }
        List<Finding> unreached = new ArrayList<>(ProposedSettings.findings(tree, settings, proposed));
        unreached.addAll(unreached(tree, proposed, judged, closures));
        return new Side(outcomes, unreached);
    }

    private List<Finding> unreached(
            SourceTree tree, Environments proposed, JudgedEnvironments judged, List<Closure> closures) {
        List<Finding> findings = new ArrayList<>(proposed.findings());
        findings.addAll(judged.findings());
        LooseFiles.Loose loose = looseFiles.find(tree, closures);
        Emptiness.of(closures, loose).ifPresent(findings::add);
        findings.addAll(manifests
                .judge(loose.manifests(), List.of(), loose.findings(), judged.sharedValidation())
                .findings());
        manifests.judge(loose.patches(), List.of(), List.of(), judged.sharedValidation()).findings().stream()
                .filter(finding -> !finding.rule().equals(MISSING_FIELD))
                .forEach(findings::add);
        return findings;
    }
}
