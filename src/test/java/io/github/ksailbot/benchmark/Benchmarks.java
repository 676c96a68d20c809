package io.github.ksailbot.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How fast the packaged bot is on this machine. Prints figures and judges nothing: they depend on what else the machine
 * does. Arguments: which of {@code acknowledgement}, {@code verdict}, {@code check}, {@code converge},
 * {@code converge-argocd}, {@code push}, {@code hostile}, {@code helm} and {@code scan}; without any, all of these. {@code
 * render}, {@code rerender} and {@code closure}
 * need the public repositories of the conformance cases, and run when they are named, see {@link Repositories}.
 */
public final class Benchmarks {
    private static final List<String> ALL = List.of(
            "acknowledgement", "verdict", "check", "converge", "converge-argocd", "push", "hostile", "helm", "scan");

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path application = Path.of(System.getProperty("application", "target/quarkus-app"));
        Path data = Files.createTempDirectory(application.toAbsolutePath().getParent(), "benchmark-");
        for (String name : arguments.length == 0 ? ALL : List.of(arguments)) {
            out.printf(
                    Locale.ROOT,
                    "%s (%d processors, load %.1f)%n",
                    name,
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            switch (name) {
                case "acknowledgement" -> Acknowledgement.measure(application, data.resolve(name), out);
                case "verdict" -> PullRequestVerdict.measure(application, data.resolve(name), out);
                case "render" -> Rendering.measure(data.resolve(name), out);
                case "rerender" -> Rerendering.measure(data.resolve(name), out);
                case "closure" -> ClosureRerendering.measure(data.resolve(name), out);
                case "check" -> ColdStart.measure(application, data.resolve(name), out);
                case "converge" -> Converge.measure(data.resolve(name), out);
                case "converge-argocd" -> ConvergeArgoCd.measure(data.resolve(name), out);
                case "push" -> ArtifactPush.measure(Files.createDirectories(data.resolve(name)), out);
                case "helm" -> HelmReleases.measure(out);
                case "scan" -> Scanning.measure(data.resolve(name), out);
                case "hostile" -> HostileBuilds.measure(out);
                default ->
                    throw new IllegalArgumentException(name + " is none of " + ALL + ", render, rerender, closure");
            }
        }
    }
}
