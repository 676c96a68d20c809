package io.github.ksailbot.outside.fetch.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/**
 * A bare repository that takes no object over a size: a few bytes of a pack can stand for an object of any size, which would be
 * made in memory.
 */
final class BoundedRepository extends FileRepository {
    private final long limit;

    /** @param limit bytes of an object */
    BoundedRepository(Path directory, long limit) throws IOException {
        super(new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .setup());
        this.limit = limit;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter plain = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return plain;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                PackParser parser = plain.newPackParser(in);
                parser.setMaxObjectSizeLimit(limit);
                return parser;
            }
        };
    }
}
