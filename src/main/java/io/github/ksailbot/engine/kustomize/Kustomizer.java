package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.generate.HashTransformer;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.load.SortOptions;
import io.github.ksailbot.engine.kustomize.reference.NameReferenceTransformer;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.kustomize.remote.Remotes;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.LegacyOrder;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.variable.VariableTransformer;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.manifest.FoldedText;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renders kustomizations as kustomize 5.6 does, with the origin of every value. Nothing is run, and nothing fetched
 * but by the {@link Fetcher}; whatever would need more, or is not rendered yet, is an error of the build.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/">the kustomization file</a>
 */
public final class Kustomizer {
    private final BuildLimits limits;
    private final Fetcher fetcher;

    /** Fetches nothing. */
    public Kustomizer() {
        this(Fetcher.DENIED);
    }

    /**
     * @param fetcher gets what kustomizations name outside of their repository
     */
    public Kustomizer(Fetcher fetcher) {
        this(BuildLimits.DEFAULT, fetcher);
    }

    Kustomizer(BuildLimits limits) {
        this(limits, Fetcher.DENIED);
    }

    private Kustomizer(BuildLimits limits, Fetcher fetcher) {
        this.limits = limits;
        this.fetcher = fetcher;
    }

    /**
     * Renders one kustomization.
     *
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
        BuildSession session = new BuildSession(limits);
        List<Resource> resources = new ArrayList<>();
        try {
            SourcePath root = root(tree, directory);
            Loader loader =
                    Loader.at(tree, root, options.loadRule() == LoadRule.KUSTOMIZATION_ROOT, new Remotes(fetcher));
            Target target =
                    content == null ? Target.load(session, loader, null) : Target.given(session, loader, content);
            session.record(new BuildMetadata(root, target.kustomization().buildMetadata()));
            resources = finish(session, target, options.order());
        } catch (BuildException e) {
            session.findings().addLast(e.finding());
        } catch (LimitExceeded e) {
            session.stop(e);
            resources = List.of();
        }
        return new Build(
                resources.stream().map(Resource::manifest).toList(), session.findings().all());
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

    private static List<Resource> finish(BuildSession session, Target target, Order order) {
        Accumulation state = target.accumulate(Accumulation.EMPTY);
        TransformerConfig config = state.config();
        FieldSpecs varReferences = config.specs(Section.VAR_REFERENCE);
        Origin origin = target.kustomization().origin();
        state = step(session, state, "hashes of content", origin, new HashTransformer());
        state = step(session, state, "name references", origin, new NameReferenceTransformer(config));
        state = step(session, state, "vars", origin, new VariableTransformer(state.variables(), varReferences));
        return session.finished(state, origin, resources -> written(session, target, order, resources));
    }

    private static Accumulation step(
            BuildSession session, Accumulation state, String what, Origin origin, Transformer transformer) {
        return session.step(
                state,
                what,
                origin,
                current -> current.with(transformer.apply(current.resources(), session.work())));
    }

    /** In their order, as they are printed. */
    private static List<Resource> written(
            BuildSession session, Target target, Order order, List<Resource> accumulated) {
        List<Resource> resources = new ArrayList<>();
        for (Resource resource : accumulated) {
            if (!LocalConfig.isLocal(resource)) {
                resources.add(resource);
            }
        }
        SortOptions asked = target.kustomization().sortOptions();
        SortOptions sort = asked != null ? asked : order == Order.LEGACY ? SortOptions.LEGACY : SortOptions.DECLARATION;
        if (sort.isLegacy()) {
            resources = new LegacyOrder(sort.kinds()).sorted(resources, session.work());
        }
        List<Resource> annotated = resources.stream()
                .map(session.metadata()::label)
                .map(resource -> BuildAnnotations.remove(resource, session.work()))
                .map(session.metadata()::annotate)
                .toList();
        OutputSize.check(annotated, session.limits().output(), session.work());
        return annotated.stream()
                .map(resource -> resource.withRoot(FoldedText.rewrite(resource.root())))
                .toList();
    }
}
