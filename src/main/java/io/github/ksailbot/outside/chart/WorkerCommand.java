package io.github.ksailbot.outside.chart;

import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import io.github.ksailbot.outside.chart.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * How a worker is started: the Java of this process with the few jars that it needs, no environment but its own, in a
 * directory of its own, with all that Helm would look for elsewhere pointed at nothing.
 */
final class WorkerCommand {
    private static final Path SHELL = Path.of("/bin/sh");

    /** A proxy that nothing listens at: what Helm may want to fetch all the same gets no further. */
    private static final String NOWHERE = "http://127.0.0.1:0";

    /** Where memory runs out all the same, the worker is the first to go. */
    private static final String SCRIPT =
            "ulimit -c 0; ulimit -v %d; echo 1000 2>/dev/null > /proc/$$/oom_score_adj; exec \"$0\" \"$@\"";

    private static final String HEAP = "64m";

    /** Beside what the process may use, it reserves addresses that it never touches. */
    private static final long RESERVED = 6L << 30;

    private WorkerCommand() {}

    /**
     * @param home an empty directory of the worker's own
     * @throws IOException when its jars cannot be found, or there is no library for this machine
     */
    static Process start(Path home, WorkerLimits limits) throws IOException {
        Path temporary = Files.createDirectory(home.resolve("tmp"));
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            command.addAll(List.of(SHELL.toString(), "-c", SCRIPT.formatted((limits.memory() + RESERVED) >> 10)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + HEAP,
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Djava.io.tmpdir=" + temporary,
                "-Djna.tmpdir=" + temporary,
                "-Djna.nosys=true",
                "-cp",
                classPath(),
                WorkerMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(home, limits));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    /**
     * The kubeconfig is one that no client can be made of: whatever asks a cluster fails before it opens a connection.
     */
    private static Map<String, String> environment(Path home, WorkerLimits limits) throws IOException {
        Path kubeconfig = home.resolve("kubeconfig");
        Files.writeString(kubeconfig, """
            apiVersion: v1
            kind: Config
            current-context: none
            contexts: [{name: none, context: {cluster: none, user: none}}]
            clusters: [{name: none, cluster: {server: "https://none.invalid", certificate-authority-data: bm9uZQ==}}]
            users: [{name: none, user: {}}]
            """);
        String place = home.toString();
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", place, "KUBECONFIG", kubeconfig.toString(), "HELM_DRIVER", "memory", "GOTRACEBACK", "none"));
        environment.put("TMPDIR", home.resolve("tmp").toString());
        for (String directory : List.of("HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME")) {
            environment.put(directory, place);
        }
        for (String proxy : List.of("HTTP_PROXY", "HTTPS_PROXY")) {
            environment.put(proxy, NOWHERE);
        }
        environment.put("GOMEMLIMIT", (limits.memory() * 5 / 8) + "B");
        return environment;
    }

    private static String classPath() throws IOException {
        // helm-java's own search for a library would download one
        NativeLibrary library = ServiceLoader.load(NativeLibrary.class, HelmLib.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IOException("there is no Helm library for "
                        + System.getProperty("os.name")
                        + " on "
                        + System.getProperty("os.arch")));
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(WorkerMain.class, HelmLib.class, library.getClass(), Native.class)) {
            places.add(place(type));
        }
        return String.join(File.pathSeparator, places);
    }

    private static String place(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            URI uri = source == null ? null : source.getLocation().toURI();
            if (uri != null && "file".equals(uri.getScheme())) {
                return Path.of(uri).toString();
            }
        } catch (URISyntaxException e) {
            throw new IOException("the place of " + type.getName() + " is no file", e);
        }
        throw new IOException("the place of " + type.getName() + " is not known");
    }
}
