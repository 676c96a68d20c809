package io.github.ksailbot.delivery.artifact;

import io.github.ksailbot.delivery.registry.Digests;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourceIgnore;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Packs a source directory into one layer: a gzipped tar file with the directory's content at its root. Equal content makes
 * equal bytes: sorted, without times and owners, with one mode for files and one for directories.
 *
 * <p>The layer is written to a temporary file while its digest is computed, file by file, so that memory does not grow with
 * it, and can be read again from any place when a connection breaks.
 */
public final class ArtifactPacker {
    private static final int FILE_MODE = 0100644;
    private static final int DIRECTORY_MODE = 040755;

    private final ArtifactLimits limits;
    private final Path temporaryDirectory;

    /**
     * @param temporaryDirectory exists; a packed artifact's file lies in it until that is closed
     */
    public ArtifactPacker(ArtifactLimits limits, Path temporaryDirectory) {
        this.limits = limits;
        this.temporaryDirectory = temporaryDirectory;
    }

    /**
     * @param directory in the tree, what the environment delivers
     * @throws ArtifactException for what the tree holds: nothing, too much, a link out of the repository
     * @throws IOException when the temporary file cannot be written
     */
    public PackedArtifact pack(SourceTree tree, SourcePath directory, ArtifactForm form)
            throws ArtifactException, IOException {
        List<PackedFile> files = ArtifactListing.of(tree, directory, limits, form);
        Path layer = Files.createTempFile(temporaryDirectory, "artifact-", ".tar.gz");
        try {
            MessageDigest compressed = Digests.sha256();
            MessageDigest archive = Digests.sha256();
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(layer), 1 << 16);
                    OutputStream gzip = FixedGzip.to(new DigestOutputStream(file, compressed));
                    TarArchiveOutputStream tar = archive(new DigestOutputStream(gzip, archive))) {
                write(tree, files, tar);
            }
            int count = (int) files.stream().filter(one -> !one.isDirectory()).count();
            return new PackedArtifact(
                    form, layer, Digests.of(compressed), Files.size(layer), Digests.of(archive), count);
        } catch (IOException | ArtifactException | RuntimeException e) {
            Files.deleteIfExists(layer);
            throw e;
        }
    }

    private static TarArchiveOutputStream archive(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return tar;
    }

    private void write(SourceTree tree, List<PackedFile> files, TarArchiveOutputStream tar)
            throws ArtifactException, IOException {
        long bytes = 0;
        for (PackedFile file : files) {
            TarArchiveEntry entry = new TarArchiveEntry(file.isDirectory() ? file.name() + "/" : file.name(), true);
            entry.setModTime(0L);
            entry.setIds(0, 0);
            entry.setNames("", "");
            entry.setMode(file.isDirectory() ? DIRECTORY_MODE : FILE_MODE);
            if (file.isDirectory()) {
                tar.putArchiveEntry(entry);
            } else {
                byte[] content = read(tree, file);
                bytes += content.length;
                if (bytes > limits.bytes()) {
                    throw new ArtifactException("The artifact cannot be made: it would hold more than "
                            + (limits.bytes() >> 20) + " MiB, which is the limit. Leave large files out by a `"
                            + SourceIgnore.FILE + "`.");
                }
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
            }
            tar.closeArchiveEntry();
        }
        tar.finish();
    }

    private static byte[] read(SourceTree tree, PackedFile file) throws ArtifactException {
        try {
            return tree.read(file.source());
        } catch (SourceException e) {
            throw new ArtifactException("The artifact cannot be made: " + e.getMessage() + ".", e);
        }
    }
}
