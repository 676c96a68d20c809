package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.io.IOException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Reads objects for several threads: a reader of Git's is for one, and costs little to make. */
final class GitObjects {
    private final Repository repository;

    GitObjects(Repository repository) {
        this.repository = repository;
    }

    /**
     * @param type {@link Constants#OBJ_BLOB} or {@link Constants#OBJ_TREE}
     * @throws SourceException {@code TOO_LARGE} over {@code limit} bytes
     */
    byte[] read(ObjectId id, int type, SourcePath path, int limit) throws SourceException {
        try (ObjectReader reader = repository.newObjectReader()) {
            long size = reader.getObjectSize(id, type);
            if (size > limit) {
                throw RawNode.tooLarge(path, size, limit);
            }
            return reader.open(id, type).getBytes(limit);
        } catch (LargeObjectException e) {
            throw RawNode.tooLarge(path, limit + 1L, limit);
        } catch (IOException e) {
            throw unreadable(id, path, e);
        }
    }

    private static SourceException unreadable(ObjectId id, SourcePath path, IOException e) {
        String why = e instanceof MissingObjectException
                ? "the repository lacks its object " + id.name() + " (a shallow or partial clone?)"
                : "the repository's storage failed";
        return new SourceException(Reason.UNREADABLE, path, "`" + path + "` could not be read: " + why, e);
    }
}
