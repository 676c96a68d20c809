package io.github.ksailbot.outside.chart.worker;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Stream;

/**
 * Renders charts as they are ordered on standard input, until that ends. It ends with its parent, even in the middle of a
 * chart: the thread that reads is never the one that renders.
 */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException {
        InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // what anybody prints must not get among the answers
        System.setOut(System.err);
        SynchronousQueue<Order> orders = new SynchronousQueue<>();
        Thread renderer = new Thread(() -> renderAll(orders, out), "renderer");
        renderer.setDaemon(true);
        renderer.start();
        try {
            while (true) {
                orders.put(Order.readFrom(in));
            }
        } catch (EOFException e) {
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void renderAll(SynchronousQueue<Order> orders, OutputStream out) {
        try {
            HelmTemplates helm = new HelmTemplates();
            removeUnpackedLibraries();
            new Answer(Answer.State.READY, "").writeTo(out);
            while (true) {
                helm.render(orders.take()).writeTo(out);
            }
        } catch (InterruptedException | IOException | RuntimeException | LinkageError e) {
            // the parent sees the end of the answers, and begins anew
            Runtime.getRuntime().halt(1);
        }
    }

    /** They are loaded, and 98 MB that a killed process would leave behind. */
    private static void removeUnpackedLibraries() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> files;
        try (Stream<Path> below = Files.walk(temporary)) {
            files = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            if (!file.equals(temporary)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
