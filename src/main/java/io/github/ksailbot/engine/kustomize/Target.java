package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.generate.Absorption;
import io.github.ksailbot.engine.kustomize.generate.Generator;
import io.github.ksailbot.engine.kustomize.generate.GeneratorArgs;
import io.github.ksailbot.engine.kustomize.load.HelmChart;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.load.RemoteResource;
import io.github.ksailbot.engine.kustomize.load.ResourceFiles;
import io.github.ksailbot.engine.kustomize.plugin.PluginContext;
import io.github.ksailbot.engine.kustomize.plugin.Plugins;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.variable.Variables;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One kustomization on its way to resources: what it lists, generates and includes, then its transformers. */
final class Target {
    private final BuildSession session;
    private final Loader loader;
    private final Kustomization kustomization;

    private Target(BuildSession session, Loader loader, Kustomization kustomization) {
        this.session = session;
        this.loader = loader;
        this.kustomization = kustomization;
    }

    /**
     * @param asker the line that names the directory; null where the build begins
     * @throws BuildException when there is no kustomization that could be read
     */
    static Target load(BuildSession session, Loader loader, @Nullable Origin asker) throws BuildException {
        session.bases().count(loader, asker);
        return of(session, loader, KustomizationFiles.read(loader, asker, session.findings(), session.work()));
    }

    /** A kustomization that was read already, in the place of the one in the loader's directory. */
    static Target given(BuildSession session, Loader loader, KustomizationFiles.Content content) throws BuildException {
        session.bases().count(loader, null);
        return of(session, loader, KustomizationFiles.read(content, session.findings()));
    }

    private static Target of(BuildSession session, Loader loader, Kustomization kustomization) throws BuildException {
        new OpenApiField(session, loader).use(kustomization.openapi());
        return new Target(session, loader, kustomization);
    }

    Kustomization kustomization() {
        return kustomization;
    }

    /** What this kustomization makes of what is there: of nothing for a base, of its includer's resources for a component. */
    Accumulation accumulate(Accumulation start) {
        Accumulation state = start;
        for (ScalarNode path : kustomization.resources()) {
            state = addResources(state, path);
        }
        Configuration configuration = new Configuration(session, loader);
        Origin origin = kustomization.origin();
        state = session.step(
                state,
                "configurations",
                origin,
                current -> current.with(
                        session.accumulator().merge(current.config(), configuration.read(kustomization), origin)));
        state = session.step(
                state,
                "crds",
                origin,
                current -> current.with(
                        session.accumulator().merge(current.config(), configuration.readCrds(kustomization), origin)));
        state = generate(state);
        for (ScalarNode path : kustomization.components()) {
            state = addComponent(state, path);
        }
        state = new Transformation(session, loader, kustomization).apply(state);
        state = plugins(state, "transformers", kustomization.transformers(), this::transform);
        state = plugins(state, "validators", kustomization.validators(), this::validate);
        return session.step(state, "vars", origin, current -> current.with(
                        Variables.mark(current.resources(), kustomization.vars(), session.work()))
                .with(current.variables().plus(kustomization.vars(), session.work())));
    }

    /** Does something with each of the resources that configure plugins, inline ones first. */
    private Accumulation plugins(Accumulation start, String field, List<ScalarNode> entries, PluginStep step) {
        Accumulation configs = Accumulation.EMPTY;
        List<ScalarNode> paths = new ArrayList<>();
        for (ScalarNode entry : entries) {
            configs = session.step(configs, field, entry.origin(), current -> {
                List<Finding> problems = new ArrayList<>();
                List<Resource> inline = ResourceFiles.readEmbedded(entry, problems::add, session.work());
                if (!inline.isEmpty() && problems.isEmpty()) {
                    return current.with(session.accumulator().append(current.resources(), inline, entry.origin()));
                }
                paths.add(entry);
                return current;
            });
        }
        for (ScalarNode path : paths) {
            configs = addResources(configs, path);
        }
        Accumulation state = configs.isComplete() ? start : start.incomplete();
        for (Resource config : configs.resources().resources()) {
            state = session.step(state, field, config.origin(), current -> step.apply(current, config));
        }
        return state;
    }

    private Accumulation transform(Accumulation state, Resource config) throws BuildException {
        Accumulation current = state;
        for (Transformer transformer : plugins(state).transformers(config)) {
            current = current.with(transformer.apply(current.resources(), session.work()));
        }
        return current.with(session.metadata().changedBy(config, current.resources(), session.work()));
    }

    private Accumulation validate(Accumulation state, Resource config) throws BuildException {
        Accumulation validated = transform(state, config);
        Validation.requireUnchanged(state.resources(), validated.resources(), config.origin(), session.work());
        return validated;
    }

    private Accumulation inflate(Accumulation state, HelmChart chart) throws BuildException {
        ResourceMap resources = state.resources();
        for (Resource resource : new ChartInflation(session, loader).inflate(chart)) {
            resources = Absorption.absorb(resources, resource, session.work());
        }
        return state.with(resources);
    }

    private Accumulation generate(Accumulation state, Resource config) throws BuildException {
        if (ChartInflation.configures(config)) {
            TypedMapping fields = TypedMapping.lenient(config.root(), "", session.findings());
            return inflate(state, HelmChart.read(fields, null));
        }
        Resource generated =
                session.metadata().generatedBy(config, plugins(state).generate(config));
        return state.with(Absorption.absorb(state.resources(), generated, session.work()));
    }

    private Plugins plugins(Accumulation state) {
        return new Plugins(new PluginContext(
                session.files(loader),
                loader.root().name(),
                session.mergeKeys(),
                finding -> session.findings().accept(finding, state.isComplete()),
                session.work()));
    }

    @FunctionalInterface
    private interface PluginStep {
        Accumulation apply(Accumulation current, Resource config) throws BuildException;
    }

    private Accumulation addResources(Accumulation state, ScalarNode path) {
        return session.step(state, "resources: " + Excerpts.shorten(path.text()), path.origin(), current -> {
            if (Loader.isRemote(path.text())) {
                return addRemote(current, path);
            }
            Optional<SourceEntry> entry = loader.find(path);
            if (entry.isPresent() && entry.get().isDirectory()) {
                return addBase(current, session.bases().enter(loader, path), path);
            }
            return addFile(current, session.read(loader, path), path);
        });
    }

    private Accumulation addRemote(Accumulation current, ScalarNode path) throws BuildException {
        RemoteResource remote = session.bases().fetch(loader, path);
        return remote instanceof RemoteResource.Directory directory
                ? addBase(current, directory.loader(), path)
                : addFile(current, session.read(((RemoteResource.File) remote).file()), path);
    }

    private Accumulation addFile(Accumulation current, LoadedFile file, ScalarNode path) throws BuildException {
        int errors = session.findings().errors();
        List<Resource> read = ResourceFiles.read(file, session.findings(), session.work());
        List<Resource> resources = session.metadata().fromFile(file, read);
        Accumulation added = current.with(session.accumulator().append(current.resources(), resources, path.origin()));
        return session.findings().errors() > errors ? added.incomplete() : added;
    }

    private Accumulation addBase(Accumulation current, Loader entered, ScalarNode path) throws BuildException {
        Accumulation base = session.bases().base(entered, path.origin());
        ResourceMap resources = session.accumulator()
                .append(current.resources(), base.resources().resources(), path.origin());
        Accumulation joined = new Accumulation(
                resources,
                session.accumulator().merge(current.config(), base.config(), path.origin()),
                current.variables().plus(base.variables(), session.work()),
                current.isComplete());
        return base.isComplete() ? joined : joined.incomplete();
    }

    private Accumulation addComponent(Accumulation state, ScalarNode path) {
        return session.step(state, "components: " + Excerpts.shorten(path.text()), path.origin(), current -> {
            Target component = load(session, session.bases().enter(loader, path), path.origin());
            if (!component.kustomization.isComponent()) {
                throw BuildException.of(
                                "kustomize/kind",
                                "`%s` is listed under `components`, but is no Component.".formatted(path.text()),
                                path.origin())
                        .withFix("List it under `resources`, or give its kustomization `kind: Component`.");
            }
            return merged(component.accumulate(current), path);
        });
    }

    /** Everything anew, as kustomize does it behind each component: what has the same id or the same field now is noticed. */
    private Accumulation merged(Accumulation state, ScalarNode path) throws BuildException {
        ResourceMap resources = session.accumulator()
                .append(ResourceMap.EMPTY, state.resources().resources(), path.origin());
        TransformerConfig config = TransformerConfig.EMPTY;
        return state.with(resources).with(session.accumulator().merge(config, state.config(), path.origin()));
    }

    private Accumulation generate(Accumulation state) {
        Accumulation generated = state;
        for (GeneratorArgs args : kustomization.configMapGenerator()) {
            generated = generate(generated, "configMapGenerator", Generator.Kind.CONFIG_MAP, args);
        }
        for (GeneratorArgs args : kustomization.secretGenerator()) {
            generated = generate(generated, "secretGenerator", Generator.Kind.SECRET, args);
        }
        for (HelmChart chart : kustomization.helmCharts()) {
            generated = session.step(generated, "helmCharts", chart.origin(), current -> inflate(current, chart));
        }
        return plugins(generated, "generators", kustomization.generators(), this::generate);
    }

    private Accumulation generate(Accumulation state, String field, Generator.Kind kind, GeneratorArgs args) {
        return session.step(state, field, args.origin(), current -> {
            Generator generator = new Generator(kind, args, kustomization.generatorOptions(), session.files(loader));
            Resource generated =
                    session.metadata().generatedBy(kustomization, kind.plugin(), generator.generate(session.work()));
            return current.with(Absorption.absorb(current.resources(), generated, session.work()));
        });
    }
}
