package io.github.ksailbot.delivery.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** Processes of distribution's registry: one that is open, and one that wants a password. */
public final class DistributionRegistry {
    static final String USER = "bot";
    static final String PASSWORD = "the password";

    /** Of the password above. */
    private static final String BCRYPT = "$2b$05$abcdefghijklmnopqrstuuOxgzQAr/nZSrgy7Zk8mkm2vo6XX5EPu";

    private static final String PROGRAM = "docker-registry";
    private static final List<Process> RUNNING = new ArrayList<>();
    private static int openPort;
    private static int closedPort;

    private DistributionRegistry() {}

    /** Skips the tests where the program is not installed. */
    public static void start(Path directory) throws IOException {
        Optional<Path> program = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(path -> Path.of(path, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), PROGRAM + " is not installed: apt-get install " + PROGRAM);
        Path passwords = Files.writeString(directory.resolve("passwords"), USER + ":" + BCRYPT + "\n");
        openPort = run(program.get(), directory.resolve("open"), "");
        closedPort = run(
                program.get(),
                directory.resolve("closed"),
                "auth: {htpasswd: {realm: test, path: \"" + passwords + "\"}}\n");
    }

    public static int port(boolean wantsPassword) {
        return wantsPassword ? closedPort : openPort;
    }

    public static void stop() {
        for (Process process : RUNNING) {
            process.destroy();
            try {
                Assertions.assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the registry does not end");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        RUNNING.clear();
    }

    private static int run(Path program, Path directory, String settings) throws IOException {
        Files.createDirectories(directory);
        int port = freePort();
        Path config = Files.writeString(
                directory.resolve("config.yml"),
                "version: 0.1\nlog: {accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: \""
                        + directory.resolve("data") + "\"}}\nhttp: {addr: \"127.0.0.1:" + port + "\"}\n" + settings);
        Process process = new ProcessBuilder(program.toString(), "serve", config.toString())
                .redirectErrorStream(true)
                .start();
        RUNNING.add(process);
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("listening on")) {
                drain(output);
                return port;
            }
        }
        throw new IOException("the registry ended before it listened");
    }

    /** So that it does not stop when nobody reads what it says. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (output.readLine() != null) {
                            // Nobody wants to know.
                        }
                    } catch (IOException e) {
                        // It ended.
                    }
                },
                "docker-registry output");
        reader.setDaemon(true);
        reader.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
