package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.generate.HashTransformer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.load.SortOptions;
import io.github.ksailbot.engine.kustomize.memo.Claim;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.kustomize.reference.NameReferenceTransformer;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.kustomize.remote.Remotes;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.LegacyOrder;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.variable.VariableTransformer;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.yaml.FoldedText;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Renders kustomizations as kustomize 5.6 does, with the origin of every value. Nothing is run, and nothing fetched
 * but by the {@link Fetcher}; whatever would need more, or is not rendered yet, is an error of the build.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/">the kustomization file</a>
 */
public final class Kustomizer {
    private final BuildLimits limits;
    private final TracedMemo memo;
    private final Fetcher fetcher;
    private final ChartTools charts;
    private final ChartKey chartKey;

    /** Fetches nothing; with a memo of its own. */
    public Kustomizer() {
        this(Fetcher.DENIED);
    }

    /**
     * With a memo of its own.
     *
     * @param fetcher gets what kustomizations name outside of their repository
     */
    public Kustomizer(Fetcher fetcher) {
        this(TracedMemo.ofDefaultSize(), fetcher);
    }

    /**
     * @param memo of what was rendered before, in any tree of the same owner's
     * @param fetcher gets what kustomizations name outside of their repository
     */
    public Kustomizer(TracedMemo memo, Fetcher fetcher) {
        this(memo, fetcher, ChartTools.NONE);
    }

    /**
     * @param memo of what was rendered before, in any tree of the same owner's
     * @param fetcher gets what kustomizations name outside of their repository
     * @param charts what Helm charts are rendered with
     */
    public Kustomizer(TracedMemo memo, Fetcher fetcher, ChartTools charts) {
        this(BuildLimits.DEFAULT, memo, fetcher, charts);
    }

    Kustomizer(BuildLimits limits, TracedMemo memo) {
        this(limits, memo, Fetcher.DENIED, ChartTools.NONE);
    }

    private Kustomizer(BuildLimits limits, TracedMemo memo, Fetcher fetcher, ChartTools charts) {
        this.limits = limits;
        this.memo = memo;
        this.fetcher = fetcher;
        this.charts = charts;
        this.chartKey = new ChartKey(charts);
    }

    /** Of what was rendered before: for whoever keeps results that builds are a part of. */
    public TracedMemo memo() {
        return memo;
    }

    /**
     * Renders one kustomization. What was rendered before is not rendered again where the tree would give the same answers;
     * only the time that it takes tells.
     *
     * @param tree one object for each commit or directory, not a view made for this call: it is what the memo knows it by
     * @param directory of the kustomization
     * @return what it renders to; with errors among its findings where kustomize would refuse it
     */
    public Build build(SourceTree tree, SourcePath directory, BuildOptions options) {
        return build(tree, directory, null, options);
    }

    /**
     * Renders one kustomization whose file says something else than what is in its directory: what a controller makes of
     * it before it builds.
     *
     * @param content what the file of the directory would say; null for what it says
     */
    public Build build(
            SourceTree tree, SourcePath directory, KustomizationFiles.@Nullable Content content, BuildOptions options) {
        Remotes remotes = new Remotes(fetcher);
        BuildSession session = new BuildSession(limits, tree, memo, remotes, charts, chartKey);
        KeptBuild.Key key = new KeptBuild.Key(directory, content, options, limits, fetcher, chartKey);
        try (Claim<KeptBuild> claim =
                memo.claim(KeptBuild.class, key, tree, session.bases().worker())) {
            KeptBuild known = claim.found();
            if (known == null) {
                known = build(session, directory, content, options, remotes);
                if (remotes.isUsed()) {
                    Build build = known.build();
                    return new Build(
                            build.manifests(), build.findings(), build.trace().fleeting(), build.steps());
                }
                claim.keep(known);
            }
            return known.build();
        }
    }

    /**
     * What the kustomization file of a directory says, within the limits of a build: to be changed, and given back.
     *
     * @param findings takes what is wrong with the file
     * @throws BuildException when there is no file, more than one, or none that can be read
     */
    public KustomizationFiles.Content content(SourceTree tree, SourcePath directory, Consumer<Finding> findings)
            throws BuildException {
        try {
            return KustomizationFiles.content(tree, directory, findings, limits.work());
        } catch (LimitExceeded e) {
            throw new BuildException(e.finding());
        }
    }

    private static KeptBuild build(
            BuildSession session,
            SourcePath directory,
            KustomizationFiles.@Nullable Content content,
            BuildOptions options,
            Remotes remotes) {
        List<Resource> resources = List.of();
        List<BuiltBase> inputs = new ArrayList<>();
        try {
            SourcePath root = root(session.bases().tree(), directory);
            boolean confined = options.loadRule() == LoadRule.KUSTOMIZATION_ROOT;
            Loader loader = Loader.at(session.bases().tree(), root, confined, remotes);
            BuiltBase start = content == null
                    ? session.bases().start(loader)
                    : session.bases().start(loader, content);
            inputs.add(start);
            resources = finish(session, start, options.order());
        } catch (BuildException e) {
            session.findings().addLast(e.finding());
        } catch (LimitExceeded e) {
            session.stop(e);
            resources = List.of();
        }
        List<Manifest> manifests = resources.stream().map(Resource::manifest).toList();
        return new KeptBuild(
                new Build(
                        manifests,
                        session.findings().all(),
                        session.bases().trace(),
                        session.work().cost().steps()),
                content,
                inputs);
    }

    private static SourcePath root(SourceTree tree, SourcePath directory) throws BuildException {
        try {
            Optional<SourceEntry> entry = tree.find(directory);
            if (entry.isPresent() && entry.get().isDirectory()) {
                return entry.get().path();
            }
            throw new BuildException(Finding.error(
                    "kustomize/not-a-directory", "There is no directory `%s`.".formatted(directory), null));
        } catch (SourceException e) {
            throw new BuildException(Finding.error(
                    "kustomize/unreadable", "`%s` cannot be read: %s.".formatted(directory, e.getMessage()), null));
        }
    }

    private static List<Resource> finish(BuildSession session, BuiltBase start, Order order) {
        Accumulation state = start.accumulation();
        TransformerConfig config = state.config();
        FieldSpecs varReferences = config.specs(Section.VAR_REFERENCE);
        Origin origin = start.origin();
        state = step(session, state, "hashes of content", origin, new HashTransformer());
        state = step(session, state, "name references", origin, new NameReferenceTransformer(config));
        state = step(session, state, "vars", origin, new VariableTransformer(state.variables(), varReferences));
        state = session.step(
                state,
                "output",
                origin,
                current -> current.with(session.accumulator()
                        .append(ResourceMap.EMPTY, current.resources().resources(), origin)));
        return session.finished(state, origin, resources -> written(session, start, order, resources));
    }

    private static Accumulation step(
            BuildSession session, Accumulation state, String what, Origin origin, Transformer transformer) {
        return session.step(
                state, what, origin, current -> current.with(transformer.apply(current.resources(), session.work())));
    }

    /** In their order, as they are printed. */
    private static List<Resource> written(
            BuildSession session, BuiltBase start, Order order, List<Resource> accumulated) {
        List<Resource> resources = new ArrayList<>();
        for (Resource resource : accumulated) {
            WholeResource.check(resource, session.findings());
            if (!LocalConfig.isLocal(resource)) {
                resources.add(resource);
            }
        }
        SortOptions asked = start.sortOptions();
        SortOptions sort = asked != null ? asked : order == Order.LEGACY ? SortOptions.LEGACY : SortOptions.DECLARATION;
        if (sort.isLegacy()) {
            resources = new LegacyOrder(sort.kinds()).sorted(resources, session.work());
        }
        List<Resource> annotated = resources.stream()
                .map(session.metadata()::label)
                .map(resource -> BuildAnnotations.remove(resource, session.work()))
                .map(session.metadata()::annotate)
                .toList();
        annotated.forEach(resource -> WrittenKeys.check(resource, session.findings(), session.work()));
        OutputSize.check(annotated, session.limits().output(), session.work());
        return annotated.stream()
                .map(resource -> resource.withRoot(FoldedText.rewrite(resource.root())))
                .map(resource -> PrintedTexts.rewrite(resource, session.findings(), session.work()))
                .toList();
    }
}
