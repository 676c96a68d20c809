package io.github.ksailbot.cli;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentDiscovery;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlWriter;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.EnvironmentRenderer;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.source.DirectorySourceTree;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.Verdicts;
import io.github.ksailbot.outside.chart.Charts;
import io.github.ksailbot.outside.fetch.Outside;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what environments of a repository come to, or the graph behind them. */
final class EnvironmentRendering {
    private final EnvironmentFlags flags;
    private final FetchOptions fetch;
    private final AgeKeyOptions keys;
    private final @Nullable OriginsForm origins;
    private final PrintWriter out;
    private final PrintWriter err;

    EnvironmentRendering(
            EnvironmentFlags flags,
            FetchOptions fetch,
            AgeKeyOptions keys,
            @Nullable OriginsForm origins,
            PrintWriter out,
            PrintWriter err) {
        this.flags = flags;
        this.fetch = fetch;
        this.keys = keys;
        this.origins = origins;
        this.out = out;
        this.err = err;
    }

    /** @return 0 when all was rendered; 1 with errors, else 2 when something could not be rendered here */
    int run(Path repository) throws IOException, RenderException {
        if (!Files.isDirectory(repository)) {
            throw new RenderException("`" + repository + "` is not a directory.");
        }
        if (origins == OriginsForm.JSON) {
            throw new RenderException("`--origins=json` is for directories; use `--origins` for an environment.");
        }
        try (Charts charts = new Charts()) {
            SourceTree tree = DirectorySourceTree.of(repository);
            Outside outside = fetch.outside();
            RenderSettings settings = RenderSettings.DEFAULT
                    .withAddresses(OriginAddress.of(repository))
                    .withFetcher(outside.fetcher())
                    .withCharts(charts.tools(outside.charts()))
                    .withKeys(keys.keys());
            Kustomizer kustomizer = new Kustomizer(TracedMemo.ofDefaultSize(), settings.fetcher(), settings.charts());
            EnvironmentRenderer renderer = new EnvironmentRenderer(kustomizer, settings);
            List<Closure> closures = new ArrayList<>();
            Environments found = new EnvironmentDiscovery().discover(tree);
            for (Environment environment : chosen(found.environments())) {
                closures.add(renderer.render(tree, environment));
            }
            return print(closures, found.findings(), tree);
        } catch (SourceException e) {
            throw new RenderException(e.getMessage() + ".", e);
        }
    }

    private List<Environment> chosen(List<Environment> all) throws RenderException {
        String name = flags.environment();
        List<Environment> chosen = all.stream()
                .filter(environment ->
                        name == null || environment.name().value().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            String names =
                    all.stream().map(environment -> environment.name().value()).collect(Collectors.joining(", "));
            throw new RenderException("There is no environment `" + name + "`; there are: " + names + ".");
        }
        return chosen;
    }

    private int print(List<Closure> closures, List<Finding> discovery, SourceTree tree)
            throws IOException, RenderException {
        List<Finding> findings = new ArrayList<>(discovery);
        GraphForm form = flags.graph();
        if (form != null) {
            out.print(form == GraphForm.JSON ? GraphJson.of(closures) : GraphMermaid.of(closures));
            closures.forEach(closure -> findings.addAll(closure.findings()));
        } else if (flags.kind() != null) {
            GraphNode node = node(closures);
            print(node.manifests());
            findings.addAll(node.findings());
            if (!node.reason().isEmpty()) {
                err.println(
                        "note: " + node.key() + " was not rendered as it should be: " + Printable.of(node.reason()));
            }
        } else {
            closures.forEach(closure -> {
                print(closure.manifests());
                findings.addAll(closure.findings());
            });
        }
        out.flush();
        FindingPrinter printer = new FindingPrinter(err, tree);
        findings.forEach(finding -> printer.print(finding, "", ""));
        err.flush();
        return ExitCode.of(Verdicts.of(findings));
    }

    private void print(List<Manifest> manifests) {
        List<MappingNode> roots = manifests.stream().map(Manifest::root).toList();
        out.print(
                origins == OriginsForm.COMMENTS
                        ? YamlWriter.writeAll(roots, OriginRemark::of)
                        : YamlWriter.writeAll(roots));
    }

    /** In the only environment that has it. */
    private GraphNode node(List<Closure> closures) throws RenderException {
        List<GraphNode> found = new ArrayList<>();
        for (Closure closure : closures) {
            closure.nodes().stream().filter(this::isAskedFor).forEach(found::add);
        }
        if (found.isEmpty()) {
            String names = closures.stream()
                    .flatMap(closure -> closure.nodes().stream())
                    .filter(node -> node.key().kind().equals(flags.kind()))
                    .map(node -> node.key().path())
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new RenderException("No %s `%s` is applied here%s."
                    .formatted(flags.kind(), flags.object(), names.isEmpty() ? "" : "; there are: " + names));
        }
        if (found.size() > 1) {
            throw new RenderException(
                    "%d environments or namespaces have a %s `%s`: choose one by --env, and write its namespace."
                            .formatted(found.size(), flags.kind(), flags.object()));
        }
        return found.get(0);
    }

    private boolean isAskedFor(GraphNode node) {
        String object = flags.object();
        return node.key().kind().equals(flags.kind())
                && object != null
                && (object.contains("/")
                        ? object.equals(node.key().path())
                        : object.equals(node.key().name()));
    }
}
