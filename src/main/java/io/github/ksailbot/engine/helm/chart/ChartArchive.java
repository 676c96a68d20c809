package io.github.ksailbot.engine.helm.chart;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Reads charts as {@code helm package} packs them: a gzipped tar with one directory at its top. Nothing is written to disk, and
 * reading stops at the limits, whatever the archive says of its sizes.
 */
public final class ChartArchive {
    private static final int BLOCK = 512;
    private static final int MAX_HEADER = 64 << 10;

    private final InputStream in;
    private final ChartLimits limits;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private long bytes;
    private int entries;

    private ChartArchive(InputStream in, ChartLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * @param name of the archive for people, which the names of its files begin with
     * @param fetchedBy the line that names the chart
     * @throws ChartException when it is no archive of a chart, or beyond the limits
     */
    public static Chart read(byte[] archive, String name, Origin fetchedBy) throws ChartException {
        ChartFiles all = new ChartFiles(ChartLimits.DEFAULT);
        for (Map.Entry<String, byte[]> entry :
                unpack(archive, ChartLimits.DEFAULT).entrySet()) {
            all.add(entry.getKey(), entry.getValue(), new OriginFile(name + "//" + entry.getKey(), fetchedBy));
        }
        return Chart.of(all.unpacked());
    }

    /** Files by their path below the directory at the top. */
    static SortedMap<String, byte[]> unpack(byte[] archive, ChartLimits limits) throws ChartException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            ChartArchive reader = new ChartArchive(in, limits);
            reader.readAll();
            return reader.files;
        } catch (IOException e) {
            throw ChartException.of("its archive is damaged", "");
        }
    }

    private void readAll() throws IOException, ChartException {
        String longName = "";
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || isZero(header)) {
                return;
            }
            if (++entries > 4 * limits.files() + 16) {
                throw ChartException.limit("its archive has too many entries", "");
            }
            long size = size(header);
            char type = (char) header[156];
            switch (type) {
                case 'x' -> longName = paxPath(content(size, MAX_HEADER, "a header"));
                case 'L' -> longName = text(content(size, MAX_HEADER, "a header"), 0, (int) size);
                case 'g' -> content(size, MAX_HEADER, "a header");
                case '5' -> {
                    skip(size);
                    longName = "";
                }
                case '0', '\0' -> {
                    add(longName.isEmpty() ? name(header) : longName, size);
                    longName = "";
                }
                default -> throw ChartException.of("its archive holds links or devices", "");
            }
        }
    }

    private void add(String name, long size) throws IOException, ChartException {
        String path = name.startsWith("./") ? name.substring(2) : name;
        if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            throw ChartException.of("its archive holds a path that leads out of it", "");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                throw ChartException.of("its archive holds a path that leads out of it", "");
            }
        }
        byte[] content = content(size, limits.fileBytes(), "`" + path + "`");
        int slash = path.indexOf('/');
        if (slash < 0 || slash == path.length() - 1) {
            // beside the chart's directory, where Helm sees nothing either
            return;
        }
        bytes += size;
        if (bytes > limits.bytes()) {
            throw ChartException.limit("it has more than " + (ChartLimits.DEFAULT.bytes() >> 20) + " MiB unpacked", "");
        }
        if (files.size() >= limits.files()) {
            throw ChartException.limit("it has more than " + ChartLimits.DEFAULT.files() + " files", "");
        }
        files.put(path.substring(slash + 1).replaceAll("/+", "/"), content);
    }

    private byte[] content(long size, int most, String what) throws IOException, ChartException {
        if (size < 0 || size > most) {
            throw ChartException.limit("%s in its archive has more than %d KiB".formatted(what, most >> 10), "");
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length < size) {
            throw new EOFException();
        }
        skip((BLOCK - size % BLOCK) % BLOCK);
        return content;
    }

    private void skip(long count) throws IOException, ChartException {
        if (count > limits.bytes() + BLOCK) {
            throw ChartException.limit("its archive is too large", "");
        }
        in.skipNBytes(count);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static long size(byte[] header) throws ChartException {
        String octal = text(header, 124, 12).strip();
        try {
            return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
        } catch (NumberFormatException e) {
            throw ChartException.of("its archive is damaged", "");
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean isUstar = text(header, 257, 5).equals("ustar");
        String prefix = isUstar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** The {@code path} of an extended header: records of {@code length key=value\n}. */
    private static String paxPath(byte[] records) {
        String text = new String(records, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space > 0 && line.startsWith("path=", space + 1)) {
                return line.substring(space + 6);
            }
        }
        return "";
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        int most = Math.min(block.length, from + length);
        while (end < most && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }
}
