package io.github.ksailbot.engine.verdict;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.LooseFiles;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.scan.ScanMemo;
import io.github.ksailbot.engine.scan.gate.ScanGate;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.source.SourceTree;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The judge of pull requests and of the command line: discovers environments, renders, validates, compares. */
public final class TreeJudge implements Judge {
    private static final RuleId MISSING_FIELD = RuleId.of("schema/missing-field");

    private final RepositoryRenderer renderer;
    private final ManifestJudge manifests;
    private final @Nullable Scans scans;

    /**
     * What scans need.
     *
     * @param now against which exceptions expire
     */
    private record Scans(ScanMemo memo, InstantSource now) {}

    public TreeJudge(RepositoryRenderer renderer, SchemaValidator validator) {
        this(renderer, new ManifestJudge(validator), null);
    }

    private TreeJudge(RepositoryRenderer renderer, ManifestJudge manifests, @Nullable Scans scans) {
        this.renderer = renderer;
        this.manifests = manifests;
        this.scans = scans;
    }

    /**
     * The same, which scans the environments whose settings ask for it, too.
     *
     * @param clock against which exceptions expire
     */
    public TreeJudge scanning(InstantSource clock) {
        return scanning(clock, ScanMemo.ofDefaultSize());
    }

    /** @param memo of resources that were scanned before, from trees of one owner */
    public TreeJudge scanning(InstantSource clock, ScanMemo memo) {
        return new TreeJudge(renderer, manifests, new Scans(memo, clock));
    }

    /** The judge with every limit at its default. */
    public static TreeJudge create() {
        return create(TracedMemo.ofDefaultSize(), new SchemaValidator(), RenderSettings.DEFAULT);
    }

    /**
     * The same with what is known and allowed for one repository, and with a memo that lives as long as the judge.
     *
     * @param memo of what was rendered before, from trees of one owner
     */
    public static TreeJudge create(TracedMemo memo, SchemaValidator validator, RenderSettings settings) {
        return new TreeJudge(RepositoryRenderer.of(memo, settings), validator);
    }

    @Override
    public Judgement judge(SourceTree head, SourceTree settings, @Nullable SourceTree mergeBase) {
        return renderer.within(() -> judged(head, settings, mergeBase));
    }

    private Judgement judged(SourceTree head, SourceTree settings, @Nullable SourceTree mergeBase) {
        Environments trusted = renderer.discovery().discover(settings);
        Environments proposed =
                head == settings ? trusted : renderer.discovery().discover(head);
        Side headSide = side(head, settings, proposed, trusted);
        Side baseSide = mergeBase == null
                ? null
                : side(mergeBase, mergeBase, renderer.discovery().discover(mergeBase), trusted);
        List<EnvironmentReport> reports = new ArrayList<>();
        Verdict verdict = Verdict.PASSED;
        for (Map.Entry<EnvironmentName, ManifestJudge.Outcome> entry : headSide.environments.entrySet()) {
            ManifestJudge.Outcome outcome = entry.getValue();
            List<JudgedFinding> findings = JudgedFindings.of(
                    headSide.found(entry.getKey()), baseSide == null ? null : baseSide.found(entry.getKey()));
            boolean isCompared = baseSide == null || !baseSide.hasHidden(entry.getKey(), findings);
            EnvironmentReport report = new EnvironmentReport(
                    entry.getKey(),
                    Verdicts.of(outcome.findings()),
                    isCompared ? findings : JudgedFindings.withUnknownBase(findings),
                    outcome.counts(),
                    outcome.skippedKinds(),
                    isCompared,
                    scans == null
                            ? null
                            : EnvironmentScans.judge(
                                    entry.getKey(),
                                    new EnvironmentScans.Trees(settings, trusted, head, proposed),
                                    renderer.variables(),
                                    headSide.scanned(entry.getKey()),
                                    baseSide == null ? null : baseSide::scanned,
                                    scans.memo(),
                                    scans.now().instant()));
            reports.add(report);
            verdict = verdict.worst(report.overall());
        }
        List<JudgedFinding> unreached =
                JudgedFindings.of(headSide.unreached, baseSide == null ? null : baseSide.unreached);
        return new Judgement(
                verdict.worst(Verdicts.of(headSide.unreached.findings())),
                reports,
                unreached,
                headSide.loose,
                baseSide != null);
    }

    /** One tree judged: its environments by name, and the findings that belong to none. */
    private record Side(
            Map<EnvironmentName, ManifestJudge.Outcome> environments,
            Map<EnvironmentName, ScanGate.Side> closures,
            JudgedFindings.Found unreached,
            LooseManifests loose) {
        /** Nothing for an environment that is not there. */
        JudgedFindings.Found found(EnvironmentName name) {
            ManifestJudge.Outcome outcome = environments.get(name);
            return new JudgedFindings.Found(
                    outcome == null ? List.of() : outcome.findings(),
                    scanned(name).manifests());
        }

        /** Whether some of what is new to this side may have been there, in what could not be rendered. */
        boolean hasHidden(EnvironmentName name, List<JudgedFinding> findings) {
            return scanned(name).hasFailed() && findings.stream().anyMatch(JudgedFinding::isNew);
        }

        ScanGate.Side scanned(EnvironmentName name) {
            return closures.getOrDefault(name, new ScanGate.Side(List.of(), List.of(), true));
        }
    }

    private Side side(SourceTree tree, SourceTree settings, Environments proposed, Environments trusted) {
        JudgedEnvironments judged = JudgedEnvironments.of(tree, proposed, trusted);
        Map<EnvironmentName, ManifestJudge.Outcome> outcomes = new TreeMap<>();
        Map<EnvironmentName, ScanGate.Side> scanned = new TreeMap<>();
        List<Closure> closures = renderer.render(tree, judged.environments());
        for (Closure closure : closures) {
            Environment environment = closure.environment();
            scanned.put(
                    environment.name(), new ScanGate.Side(closure.manifests(), closure.findings(), closure.isWhole()));
            List<Finding> rendering = new ArrayList<>(closure.findings());
            Emptiness.of(closure).ifPresent(rendering::add);
            outcomes.put(
                    environment.name(),
                    manifests.judge(closure.manifests(), closure.parts(), rendering, environment.validation()));
        }
        List<Finding> unreached = new ArrayList<>(ProposedSettings.findings(tree, settings, proposed));
        unreached.addAll(proposed.findings());
        unreached.addAll(judged.findings());
        LooseFiles.Loose loose = renderer.looseFiles().find(tree, closures);
        Emptiness.of(closures, loose).ifPresent(unreached::add);
        LooseManifests counts = judge(loose, judged, unreached);
        List<Manifest> named = new ArrayList<>(loose.manifests());
        named.addAll(loose.patches());
        return new Side(outcomes, scanned, new JudgedFindings.Found(unreached, named), counts);
    }

    private LooseManifests judge(LooseFiles.Loose loose, JudgedEnvironments judged, List<Finding> findings) {
        ManifestJudge.Outcome outcome =
                manifests.judge(loose.manifests(), List.of(), loose.findings(), judged.sharedValidation());
        findings.addAll(outcome.findings());
        manifests.judge(loose.patches(), List.of(), List.of(), judged.sharedValidation()).findings().stream()
                .filter(finding -> !finding.rule().equals(MISSING_FIELD))
                .forEach(findings::add);
        return new LooseManifests(outcome.counts(), outcome.skippedKinds());
    }
}
