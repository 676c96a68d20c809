package io.github.ksailbot.sandbox.bot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The packaged bot as a process of its own: started, killed and started again like in production. */
public final class BotProcess implements AutoCloseable {
    private static final int START_SECONDS = 120;

    private final Process process;
    private final URI address;
    private final List<String> log = new ArrayList<>();
    /** Down when it listens or its output ended: then {@code listens} tells which. */
    private final CountDownLatch decided = new CountDownLatch(1);

    private volatile boolean listens;
    private final Thread reader;

    private BotProcess(Process process, URI address, Consumer<String> lines) {
        this.process = process;
        this.address = address;
        this.reader = new Thread(() -> read(lines), "bot-log");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the bot and waits until it listens.
     *
     * @param application the packaged application: the directory with {@code quarkus-run.jar}
     * @param settings environment variables on top of the ports; nothing else of this process's environment is passed on
     *     but the path
     * @param lines gets every line that the bot prints
     * @throws IllegalStateException when it ends instead of listening; the message has its output
     */
    public static BotProcess start(Path application, int port, Map<String, String> settings, Consumer<String> lines) {
        BotProcess bot = launch(application, port, settings, lines);
        try {
            if (!bot.decided.await(START_SECONDS, TimeUnit.SECONDS) || !bot.listens) {
                bot.close();
                throw new IllegalStateException("The bot did not start:\n" + String.join("\n", bot.log()));
            }
            return bot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            bot.close();
            throw new IllegalStateException("interrupted while the bot started", e);
        }
    }

    /** Starts the bot with settings that it should refuse, and waits until it has ended. */
    public static BotProcess startAndEnd(Path application, Map<String, String> settings) {
        BotProcess bot = launch(application, freePort(), settings, line -> {});
        try {
            if (!bot.process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                bot.close();
                throw new IllegalStateException("The bot did not end:\n" + String.join("\n", bot.log()));
            }
            bot.reader.join(TimeUnit.SECONDS.toMillis(START_SECONDS));
            return bot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            bot.close();
            throw new IllegalStateException("interrupted while the bot ended", e);
        }
    }

    private static BotProcess launch(Path application, int port, Map<String, String> settings, Consumer<String> lines) {
        Path jar = application.resolve("quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not there: run `mvn package` first");
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "serve")
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(freePort()));
        builder.environment().putAll(settings);
        try {
            return new BotProcess(builder.start(), URI.create("http://127.0.0.1:" + port), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the bot's process could not be started", e);
        }
    }

    /** A port of the loopback interface that nothing listens on now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    /** Where it listens for webhooks. */
    public URI webhooks() {
        return address.resolve("/webhook");
    }

    public URI address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed so far. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /**
     * @return the exit code of a process that has ended
     */
    public int exitCode() {
        return process.exitValue();
    }

    /** As {@code kill -9}: no handler runs, nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** As {@code kill}: the bot may finish what it does. */
    @Override
    public void close() {
        process.destroy();
        waitFor();
    }

    private void waitFor() {
        try {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<String> lines) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
                lines.accept(line);
                if (line.contains("Listening on:")) {
                    listens = true;
                    decided.countDown();
                }
            }
        } catch (IOException e) {
            synchronized (log) {
                log.add("(the output ended: " + e.getMessage() + ")");
            }
        } finally {
            decided.countDown();
        }
    }
}
