package io.github.ksailbot.benchmark;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.BuildOptions;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.kustomize.hostile.HostileRepositories;
import io.github.ksailbot.engine.kustomize.hostile.HostileRepository;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Builds one hostile repository and prints what that cost. Argument: its number. */
public final class HostileBuild {
    private HostileBuild() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HostileRepository repository = HostileRepositories.all().get(Integer.parseInt(arguments[0]));
        SourceTree tree = repository.tree().get();
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String end;
        try {
            Build build = new Kustomizer().build(tree, SourcePath.ROOT, BuildOptions.COMMAND_LINE);
            end = build.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .reduce((first, last) -> last)
                    .map(HostileBuild::line)
                    .orElse(build.manifests().size() + " manifests");
        } catch (OutOfMemoryError | StackOverflowError e) {
            end = e.toString();
        }
        busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy;
        long time = System.nanoTime() - start;
        long peak =
                pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        out.printf(
                Locale.ROOT,
                "  %5.2f s %5.2f s %4d MiB  %s: %s%n",
                busy / 1e9,
                time / 1e9,
                peak >> 20,
                repository,
                end);
    }

    private static String line(Finding finding) {
        String place = finding.origin() == null ? "" : finding.origin().place() + " ";
        return place + finding.rule() + " " + finding.message();
    }
}
