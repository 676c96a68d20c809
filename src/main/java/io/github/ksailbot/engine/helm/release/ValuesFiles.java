package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartException;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.values.ValuesMerge;
import io.github.ksailbot.engine.helm.values.ValuesText;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code valuesFiles} of a chart: files that are merged in their order and take the place of the chart's own values. */
final class ValuesFiles {
    private final HelmRelease release;
    private final List<ScalarNode> names;
    private final boolean ignoresMissing;

    private ValuesFiles(HelmRelease release, List<ScalarNode> names, boolean ignoresMissing) {
        this.release = release;
        this.names = names;
        this.ignoresMissing = ignoresMissing;
    }

    /** @param spec of a {@code HelmChart} */
    static ValuesFiles of(HelmRelease release, MappingNode spec) {
        List<ScalarNode> names = new ArrayList<>();
        SequenceNode files = spec.sequence("valuesFiles");
        if (files != null) {
            for (Node file : files.items()) {
                if (file instanceof ScalarNode name && !name.isNull()) {
                    names.add(name);
                }
            }
        }
        return new ValuesFiles(release, names, spec.isTrue("ignoreMissingValuesFiles"));
    }

    /** Reads one of the files; null when there is none. */
    private interface Files {
        @Nullable ChartFile read(String path) throws SourceException;
    }

    /** With files of the chart. */
    ReleaseChart merged(Chart chart) {
        return merged(chart, path -> chart.file(path.replaceFirst("^\\./", "")));
    }

    /** With files of the source that the chart comes from, by their path from its root. */
    ReleaseChart merged(Chart chart, SourceTree tree, SourcePath root) {
        return merged(chart, path -> {
            SourcePath file = root.resolve(path.replaceFirst("^/+", ""));
            return tree.find(file).isPresent() ? new ChartFile(tree.read(file), OriginFile.of(file.value())) : null;
        });
    }

    private ReleaseChart merged(Chart chart, Files files) {
        if (names.isEmpty()) {
            return new ReleaseChart.Found(chart);
        }
        if (chart.file("values.yaml") == null) {
            return broken(
                    "The chart `%s` has no `values.yaml`, whose place `valuesFiles` would take."
                            .formatted(chart.name()),
                    names.get(0));
        }
        MappingNode values = MappingNode.empty(names.get(0).origin());
        try {
            for (ScalarNode name : names) {
                ChartFile file = files.read(name.text());
                if (file == null) {
                    if (ignoresMissing) {
                        continue;
                    }
                    return broken("There is no `%s`, which `valuesFiles` names.".formatted(name.text()), name);
                }
                ValuesText text = ValuesText.of(file.place(), file.content());
                if (text.isBroken()) {
                    return broken("`%s` cannot be read as values.".formatted(name.text()), name);
                }
                Node root = text.root();
                if (root instanceof MappingNode mapping) {
                    values = ValuesMerge.merge(values, mapping);
                } else if (root != null && !(root instanceof ScalarNode scalar && scalar.isNull())) {
                    return broken("`%s` holds no YAML mapping.".formatted(name.text()), name);
                }
            }
            return new ReleaseChart.Found(chart.withValues(values));
        } catch (SourceException | ChartException e) {
            return broken("`valuesFiles` cannot be read: %s.".formatted(e.getMessage()), names.get(0));
        }
    }

    private ReleaseChart broken(String message, ScalarNode name) {
        return new ReleaseChart.Broken(Finding.error("helm/values-file", message, name.origin())
                .about(release.manifest().id(), "spec.chart.spec.valuesFiles"));
    }
}
