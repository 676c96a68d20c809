package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.finding.OriginFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Small charts for tests. */
public final class TestCharts {
    private TestCharts() {}

    /** A chart {@code demo} 1.0.0 of further files: a path and its text, in turns. */
    public static Chart demo(String... pathsAndTexts) {
        SortedMap<String, ChartFile> files = new TreeMap<>();
        put(files, "Chart.yaml", "apiVersion: v2\nname: demo\nversion: 1.0.0\n");
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            put(files, pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        try {
            return Chart.of(files);
        } catch (ChartException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void put(SortedMap<String, ChartFile> files, String path, String text) {
        files.put(path, new ChartFile(text.getBytes(StandardCharsets.UTF_8), OriginFile.of("charts/demo/" + path)));
    }

    /** A gzipped tar of entries: a path and its text, in turns. */
    public static byte[] archive(String... pathsAndTexts) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            byte[] content = pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
            entry(tar, pathsAndTexts[i], '0', content.length, content);
        }
        tar.writeBytes(new byte[1024]);
        return gzipped(tar.toByteArray());
    }

    /** One entry of a tar with a header that may lie about its size. */
    static void entry(ByteArrayOutputStream tar, String name, char type, long size, byte[] content) {
        byte[] header = new byte[512];
        copy(name, header, 0, 100);
        copy("0000644\0", header, 100, 8);
        copy("%011o\0".formatted(size), header, 124, 12);
        header[156] = (byte) type;
        copy("ustar\00000", header, 257, 8);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        copy("%06o\0 ".formatted(sum), header, 148, 8);
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
    }

    static byte[] gzipped(byte[] tar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void copy(String text, byte[] to, int at, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, to, at, Math.min(bytes.length, most));
    }
}
