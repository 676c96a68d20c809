package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Kustomizations with charts where kustomize is called without Helm. */
record RefusedCharts(SourceTree tree, Application application, Consumer<Finding> findings) {
    private static final Pattern CHARTS = Pattern.compile("helmChart(s|InflationGenerator):");

    /** @param read all files that a kustomization was built from */
    void in(Collection<SourcePath> read) throws SourceException {
        for (SourcePath file : read) {
            if (KustomizationFiles.isFileName(file.name())) {
                List<String> lines = new String(tree.read(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                for (int i = 0; i < lines.size(); i++) {
                    if (CHARTS.matcher(lines.get(i)).lookingAt()) {
                        refuse(file, i + 1);
                    }
                }
            }
        }
    }

    private void refuse(SourcePath file, int line) {
        findings.accept(Finding.error(
                        "argocd/kustomize",
                        "Kustomize refuses to render charts for `%s`: Argo CD's settings do not enable Helm."
                                .formatted(application.name()),
                        Origin.of(file.value(), line, 1))
                .withFix("Add `--enable-helm` to `kustomize.buildOptions` in `argocd-cm`."));
    }
}
