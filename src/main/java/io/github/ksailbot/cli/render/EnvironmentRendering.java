package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.cli.console.ExitCode;
import io.github.ksailbot.cli.console.FindingPrinter;
import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.cli.local.EnvironmentChoice;
import io.github.ksailbot.cli.local.LocalRenderer;
import io.github.ksailbot.cli.local.LocalSources;
import io.github.ksailbot.cli.local.RenderOptions;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.render.Closure;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.Verdicts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what environments of a repository come to, or the graph behind them. */
final class EnvironmentRendering {
    private final EnvironmentFlags flags;
    private final RenderOptions options;
    private final @Nullable OriginsForm origins;
    private final PrintWriter out;
    private final PrintWriter err;

    EnvironmentRendering(
            EnvironmentFlags flags,
            RenderOptions options,
            @Nullable OriginsForm origins,
            PrintWriter out,
            PrintWriter err) {
        this.flags = flags;
        this.options = options;
        this.origins = origins;
        this.out = out;
        this.err = err;
    }

    /** @return 0 when all was rendered; 1 with errors, else 2 when something could not be rendered here */
    int run(Path repository) throws IOException, CommandException {
        if (origins == OriginsForm.JSON) {
            throw new CommandException("`--origins=json` is for directories; use `--origins` for an environment.");
        }
        try (LocalSources sources = LocalSources.open(repository);
                LocalRenderer local = options.open(repository)) {
            SourceTree tree = sources.head();
            RepositoryRenderer renderer = local.repository();
            Environments found = renderer.discovery().discover(tree);
            List<Closure> closures = renderer.render(tree, chosen(found.environments()));
            return print(closures, found.findings(), tree);
        }
    }

    private List<Environment> chosen(List<Environment> all) throws CommandException {
        String name = flags.environment();
        return name == null ? all : List.of(EnvironmentChoice.named(all, name));
    }

    private int print(List<Closure> closures, List<Finding> discovery, SourceTree tree)
            throws IOException, CommandException {
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
        // a base that several entries include says the same at each use
        findings.stream().distinct().forEach(finding -> printer.print(finding, "", ""));
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
    private GraphNode node(List<Closure> closures) throws CommandException {
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
            throw new CommandException("No %s `%s` is applied here%s."
                    .formatted(flags.kind(), flags.object(), names.isEmpty() ? "" : "; there are: " + names));
        }
        if (found.size() > 1) {
            throw new CommandException(
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
