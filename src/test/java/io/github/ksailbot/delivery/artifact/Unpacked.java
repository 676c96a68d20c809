package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.engine.source.MemorySourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What is in a layer.
 *
 * @param entries in order, directories with a slash at their end
 * @param tree of the files
 */
record Unpacked(List<TarArchiveEntry> entries, MemorySourceTree tree) {

    static Unpacked of(InputStream layer) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        MemorySourceTree.Builder tree = MemorySourceTree.builder();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(layer), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
                if (entry.isFile()) {
                    tree.file(entry.getName(), tar.readAllBytes());
                }
            }
        }
        return new Unpacked(List.copyOf(entries), tree.build());
    }

    List<String> names() {
        return entries.stream().map(TarArchiveEntry::getName).toList();
    }

    List<String> files() {
        return entries.stream()
                .filter(TarArchiveEntry::isFile)
                .map(TarArchiveEntry::getName)
                .toList();
    }
}
