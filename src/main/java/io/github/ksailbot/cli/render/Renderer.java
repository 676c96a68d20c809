package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.FindingPrinter;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.verdict.Verdicts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Renders directories on all processors, and hands them on in their order. */
final class Renderer {
    /** Renderings that wait for their turn, for each processor: they are held in memory. */
    private static final int AHEAD = 16;

    private final RepositoryRenderer renderer;
    private final BuildOptions options;
    private final @Nullable OriginsForm origins;

    /**
     * @param origins how to say who wrote each value; null not to
     */
    Renderer(RepositoryRenderer renderer, BuildOptions options, @Nullable OriginsForm origins) {
        this.renderer = renderer;
        this.options = options;
        this.origins = origins;
    }

    /**
     * @return 0 when all were rendered; 1 when any has errors; else 2, when any could not be rendered here
     */
    int run(List<RenderTarget> targets, RenderOutput output) throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        try {
            Queue<Future<Rendering>> ahead = new ArrayDeque<>();
            int exitCode = ExitCode.CLEAN;
            for (RenderTarget target : targets) {
                if (ahead.size() == processors * AHEAD) {
                    exitCode = worse(exitCode, finish(ahead.remove(), output));
                }
                ahead.add(threads.submit(() -> render(target)));
            }
            while (!ahead.isEmpty()) {
                exitCode = worse(exitCode, finish(ahead.remove(), output));
            }
            return exitCode;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int finish(Future<Rendering> future, RenderOutput output) throws IOException, InterruptedException {
        try {
            Rendering rendering = future.get();
            output.accept(rendering);
            return rendering.exitCode();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault of this program: " + e.getCause(), e.getCause());
        }
    }

    /** Findings win over what could not be rendered, as in a verdict. */
    private static int worse(int one, int other) {
        return one == ExitCode.FINDINGS || other == ExitCode.FINDINGS ? ExitCode.FINDINGS : Math.max(one, other);
    }

    private Rendering render(RenderTarget target) {
        if (target instanceof RenderTarget.Refused refused) {
            String text = "error: " + Printable.of(refused.reason()) + System.lineSeparator();
            return new Rendering(refused.asked(), ExitCode.COULD_NOT_CHECK, "", "", text);
        }
        return render((RenderTarget.Directory) target);
    }

    private Rendering render(RenderTarget.Directory target) {
        Build build = renderer.within(() -> renderer.kustomizer().build(target.tree(), target.directory(), options));
        StringWriter findings = new StringWriter();
        FindingPrinter printer = new FindingPrinter(new PrintWriter(findings), target.tree());
        String where = "rendering " + Printable.of(target.asked().toString());
        for (Finding finding : build.findings()) {
            printer.print(finding, "", where);
        }
        int exitCode = ExitCode.of(Verdicts.of(build.findings()));
        if (build.failed()) {
            return new Rendering(target.asked(), exitCode, "", "", findings.toString());
        }
        String json = origins == OriginsForm.JSON ? OriginsReport.of(target.directory(), build.manifests()) : "";
        return new Rendering(target.asked(), exitCode, text(build.manifests()), json, findings.toString());
    }

    private String text(List<Manifest> manifests) {
        List<MappingNode> roots = manifests.stream().map(Manifest::root).toList();
        return origins == OriginsForm.COMMENTS
                ? YamlWriter.writeAll(roots, OriginRemark::of)
                : YamlWriter.writeAll(roots);
    }
}
