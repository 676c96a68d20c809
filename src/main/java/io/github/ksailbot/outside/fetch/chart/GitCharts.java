package io.github.ksailbot.outside.fetch.chart;

import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchives.Archive;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.outside.fetch.git.GitRepositories;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Charts that are directories of other Git repositories, packed as Helm would. */
public final class GitCharts {
    private final GitRepositories repositories;
    private final FetchLimits limits;

    public GitCharts(GitRepositories repositories, FetchLimits limits) {
        this.repositories = repositories;
        this.limits = limits;
    }

    Archive get(ChartAddress.Git address) throws FetchException {
        SourceTree tree = repositories.tree(address.url(), address.ref(), false, limits.time());
        try {
            SourcePath path = SourcePath.parse(address.path().replaceFirst("^/+", ""));
            Optional<SourceEntry> directory = tree.find(path);
            if (directory.isEmpty() || !directory.get().isDirectory()) {
                throw FetchException.absent("it has no directory `" + address.path() + "`");
            }
            String name = path.isRoot() ? "chart" : path.name();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
                out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                pack(tree, directory.get().path(), name, out);
            }
            return new Archive(packed.toByteArray(), "", address.url() + "//" + address.path());
        } catch (FetchException e) {
            throw e;
        } catch (SourceException | IOException e) {
            throw FetchException.unavailable("what was fetched cannot be read", e);
        }
    }

    private void pack(SourceTree tree, SourcePath directory, String name, TarArchiveOutputStream out)
            throws IOException, SourceException {
        for (String child : tree.names(directory)) {
            SourcePath path = directory.child(child);
            Optional<SourceEntry> entry = tree.find(path);
            if (entry.isEmpty()) {
                continue;
            }
            if (entry.get().isDirectory()) {
                // a link to a directory is left out: it could lead in a circle
                if (entry.get().path().equals(path)) {
                    pack(tree, path, name + "/" + child, out);
                }
                continue;
            }
            byte[] content = tree.read(path);
            if (out.getBytesWritten() + content.length > 2L * limits.archive()) {
                throw FetchException.tooLarge(
                        "it has more than %d MiB, which is the limit".formatted(limits.archive() >> 20));
            }
            TarArchiveEntry file = new TarArchiveEntry(name + "/" + child);
            file.setSize(content.length);
            out.putArchiveEntry(file);
            out.write(content);
            out.closeArchiveEntry();
        }
    }
}
