package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.helm.chart.ChartFolder;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What renders a source. */
enum SourceTool {
    HELM(
            "helm",
            "version",
            "releaseName",
            "valueFiles",
            "parameters",
            "fileParameters",
            "values",
            "passCredentials",
            "ignoreMissingValueFiles",
            "skipCrds",
            "skipTests",
            "skipSchemaValidation",
            "kubeVersion",
            "apiVersions",
            "namespace"),
    KUSTOMIZE(
            "kustomize",
            "namePrefix",
            "nameSuffix",
            "version",
            "namespace",
            "images",
            "replicas",
            "commonLabels",
            "commonAnnotations",
            "patches",
            "components",
            "kubeVersion",
            "apiVersions",
            "ignoreMissingComponents"),
    DIRECTORY("directory", "recurse", "jsonnet", "disableExtensionFilter"),
    PLUGIN("plugin");

    private final String field;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> deciding;

    SourceTool(String field, String... deciding) {
        this.field = field;
        this.deciding = Set.of(deciding);
    }

    /** The tool that the source has options for, else the one that the files are for: kustomize before Helm. */
    static SourceTool of(ApplicationSource source, SourceTree tree, SourcePath directory)
            throws RenderFailure, SourceException {
        List<SourceTool> said = new ArrayList<>();
        for (SourceTool tool : values()) {
            if (tool.isSaid(source.node().mapping(tool.field))) {
                said.add(tool);
            }
        }
        if (said.size() > 1) {
            throw new RenderFailure(Finding.error(
                    "argocd/source",
                    "The source has options for several tools, `%s`; Argo CD takes one."
                            .formatted(String.join(
                                    "`, `",
                                    said.stream().map(tool -> tool.field).toList())),
                    source.node().origin()));
        }
        if (!said.isEmpty()) {
            return said.get(0);
        }
        if (KustomizationFiles.isIn(tree, directory)) {
            return KUSTOMIZE;
        }
        return ChartFolder.isOne(tree, directory) ? HELM : DIRECTORY;
    }

    /** Not every option decides which tool it is, and a plugin needs none. */
    private boolean isSaid(@Nullable MappingNode options) {
        return options != null
                && (this == PLUGIN
                        || (this == HELM && options.mapping("valuesObject") != null)
                        || deciding.stream().anyMatch(field -> !Fields.isZero(options.get(field))));
    }
}
