package io.github.ksailbot.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs Jazzer on each class of the tests that has a {@code fuzzerTestOneInput}, one after another; made for the profile
 * {@code fuzz}, which has Jazzer on its class path. Inputs that it finds worth keeping go to {@code target/fuzz}, and a later
 * run goes on from there; one that breaks a target is named in the log, and belongs into the target's corpus.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
public final class Fuzz {
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final String TARGET = "FuzzTest";
    private static final String EXTENSION = ".java";
    private static final String NOTHING = "";
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path WORK = Path.of("target", "fuzz").toAbsolutePath();
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units: (\\d+)");

    /** Records with annotated components that are loaded before Jazzer's agent, which breaks them then (JDK-8376185). */
    private static final String NOT_INSTRUMENTED =
            "io.github.ksailbot.engine.finding.**:io.github.ksailbot.engine.kustomize.generate.GeneratorArgs";

    /** An input that takes longer is as bad as a crash; the first one waits for classes to be loaded and instrumented. */
    private static final int SECONDS_FOR_ONE_INPUT = 60;

    private Fuzz() {}

    /**
     * @param arguments seconds for each target, 60 when absent, and parts of the names of targets, all when absent
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
        List<String> wanted = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        boolean clean = true;
        for (String target : targets()) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(target::contains)) {
                clean &= run(target, seconds);
            }
        }
        System.exit(clean ? 0 : 1);
    }

    private static List<String> targets() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.map(Fuzz::name)
                    .filter(name -> name.endsWith(TARGET))
                    .sorted()
                    .toList();
        }
    }

    /** The name of the class in a file. */
    private static String name(Path file) {
        String path = SOURCES.relativize(file).toString();
        return path.replace(EXTENSION, NOTHING).replace(File.separatorChar, '.');
    }

    private static boolean run(String target, int seconds) throws IOException, InterruptedException {
        Path work = Files.createDirectories(WORK.resolve(target));
        Path found = Files.createDirectories(work.resolve("corpus"));
        Path seeds = RESOURCES.resolve(target.replace('.', '/')).toAbsolutePath();
        Path log = work.resolve("log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1500m",
                        "-classpath",
                        absolute(System.getProperty("java.class.path")),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target,
                        "--instrumentation_includes=io.github.ksailbot.engine.**:org.snakeyaml.**",
                        "--instrumentation_excludes=" + NOT_INSTRUMENTED,
                        "--custom_hook_includes=io.github.ksailbot.engine.**",
                        "--custom_hook_excludes=" + NOT_INSTRUMENTED,
                        // a test compares with the expressions of the JDK
                        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                        found.toString(),
                        seeds.toString(),
                        "-max_total_time=" + seconds,
                        "-timeout=" + SECONDS_FOR_ONE_INPUT,
                        "-max_len=4096",
                        "-rss_limit_mb=4000",
                        "-print_final_stats=1")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = jazzer.waitFor();
        Matcher executed = EXECUTED.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
        System.out.printf(
                "%-75s %,12d executions  %s%n",
                target,
                executed.find() ? Long.parseLong(executed.group(1)) : 0,
                exit == 0 ? "clean" : "BROKEN, see " + log);
        return exit == 0;
    }

    private static String absolute(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
