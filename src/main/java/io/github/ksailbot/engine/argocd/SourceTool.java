package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.helm.chart.ChartFolder;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;

/** What renders a source. */
enum SourceTool {
    HELM("helm"),
    KUSTOMIZE("kustomize"),
    DIRECTORY("directory"),
    PLUGIN("plugin");

    private final String field;

    SourceTool(String field) {
        this.field = field;
    }

    /** The tool that the source has options for, else the one that the files are for: kustomize before Helm. */
    static SourceTool of(ApplicationSource source, SourceTree tree, SourcePath directory)
            throws RenderFailure, SourceException {
        List<SourceTool> said = new ArrayList<>();
        for (SourceTool tool : values()) {
            if (source.says(tool.field) || (tool == PLUGIN && source.node().mapping(tool.field) != null)) {
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
}
