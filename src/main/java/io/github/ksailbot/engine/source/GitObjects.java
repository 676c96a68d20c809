package io.github.ksailbot.engine.source;

import io.github.ksailbot.engine.source.SourceException.Reason;
import java.io.IOException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Reads objects for several threads: a reader of Git's is for one, and costs little to make. */
final class GitObjects {
    private final Repository repository;
    private final Object place;
    private final GitListings listings;

    /** @param listings of this repository, and maybe of others */
    GitObjects(Repository repository, GitListings listings) {
        this.repository = repository;
        this.place = repository.getDirectory() == null ? repository : repository.getDirectory();
        this.listings = listings;
    }

    /**
     * A file, or a link's target.
     *
     * @param limit in bytes
     * @throws SourceException {@code TOO_LARGE} over the limit
     */
    byte[] read(ObjectId blob, SourcePath path, int limit) throws SourceException {
        return read(blob, Constants.OBJ_BLOB, path, limit);
    }

    /**
     * A directory.
     *
     * @param limit entries that it may have
     * @throws SourceException {@code TOO_LARGE} over the limit
     */
    GitListing list(ObjectId tree, SourcePath path, int limit) throws SourceException {
        GitListing known = listings.get(place, tree);
        if (known == null) {
            known = GitListing.parse(read(tree, Constants.OBJ_TREE, path, GitListing.bytes(limit)), limit, tree, path);
            listings.put(place, tree, known);
        }
        if (known.size() > limit) {
            throw RawNode.tooManyEntries(path, limit);
        }
        return known;
    }

    private byte[] read(ObjectId id, int type, SourcePath path, int limit) throws SourceException {
        try (ObjectReader reader = repository.newObjectReader()) {
            // What is larger is never loaded. Asking for the size alone looks through all packs anew just after a
            // fetch.
            reader.setStreamFileThreshold((int) Math.min(limit + 1L, Integer.MAX_VALUE));
            ObjectLoader object = reader.open(id, type);
            if (object.getSize() > limit) {
                throw RawNode.tooLarge(path, object.getSize(), limit);
            }
            return object.getBytes(limit);
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
