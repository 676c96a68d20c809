package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.generate.GeneratorArgs;
import io.github.ksailbot.engine.kustomize.generate.GeneratorOptions;
import io.github.ksailbot.engine.kustomize.transform.Image;
import io.github.ksailbot.engine.kustomize.transform.Replica;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.variable.Variable;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kustomization file, old spellings turned into new ones. Lists and maps are empty, and values null, where the file
 * says nothing.
 *
 * @param file where it stands
 * @param origin where its content begins
 * @param isComponent whether it is of kind Component
 * @param resources of {@code resources} and, behind them, {@code bases}
 * @param images of {@code images} and, behind them, {@code imageTags}
 * @param helmCharts of {@code helmCharts} and, behind them, {@code helmChartInflationGenerator}
 */
public record Kustomization(
        SourcePath file,
        Origin origin,
        boolean isComponent,
        List<ScalarNode> resources,
        List<ScalarNode> components,
        @Nullable ScalarNode namespace,
        @Nullable ScalarNode namePrefix,
        @Nullable ScalarNode nameSuffix,
        Map<String, ScalarNode> commonLabels,
        List<Label> labels,
        Map<String, ScalarNode> commonAnnotations,
        List<TypedMapping> patches,
        List<TypedMapping> patchesJson6902,
        List<ScalarNode> patchesStrategicMerge,
        List<Image> images,
        List<Replica> replicas,
        List<TypedMapping> replacements,
        List<Variable> vars,
        List<GeneratorArgs> configMapGenerator,
        List<GeneratorArgs> secretGenerator,
        GeneratorOptions generatorOptions,
        List<ScalarNode> generators,
        List<ScalarNode> transformers,
        List<ScalarNode> validators,
        List<ScalarNode> configurations,
        List<ScalarNode> crds,
        Map<String, ScalarNode> openapi,
        List<ScalarNode> buildMetadata,
        @Nullable SortOptions sortOptions,
        List<HelmChart> helmCharts) {}
