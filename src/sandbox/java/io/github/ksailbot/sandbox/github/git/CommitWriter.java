package io.github.ksailbot.sandbox.github.git;

import io.github.ksailbot.sandbox.github.model.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Writes commits straight into the object database. */
public final class CommitWriter {

    private CommitWriter() {}

    /**
     * What a commit changes against its parent.
     *
     * @param writes path to text, UTF-8
     * @param deletes paths; a path that ends in {@code /} takes everything below it
     */
    public record Change(Map<String, String> writes, Set<String> deletes) {

        public Change {
            writes = Map.copyOf(writes);
            deletes = Set.copyOf(deletes);
        }
    }

    /** Writes a commit and gives its id; no ref points at it yet. */
    public static String write(
            Repository git, @Nullable String parent, Change change, String message, Account author, Instant when) {
        try (ObjectInserter inserter = git.newObjectInserter();
                ObjectReader reader = git.newObjectReader()) {
            ObjectId tree = tree(inserter, reader, parent, change);
            List<ObjectId> parents = parent == null ? List.of() : List.of(ObjectId.fromString(parent));
            return commit(inserter, tree, parents, message, author, when);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String commit(
            ObjectInserter inserter,
            ObjectId tree,
            List<ObjectId> parents,
            String message,
            Account author,
            Instant when)
            throws IOException {
        PersonIdent person = new PersonIdent(author.login(), author.email(), when, ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id.name();
    }

    private static ObjectId tree(ObjectInserter inserter, ObjectReader reader, @Nullable String parent, Change change)
            throws IOException {
        DirCache index = DirCache.newInCore();
        if (parent != null) {
            try (RevWalk walk = new RevWalk(reader)) {
                DirCacheBuilder builder = index.builder();
                builder.addTree(
                        new byte[0],
                        0,
                        reader,
                        walk.parseCommit(ObjectId.fromString(parent)).getTree());
                builder.finish();
            }
        }
        DirCacheEditor editor = index.editor();
        for (String path : change.deletes()) {
            editor.add(
                    path.endsWith("/")
                            ? new DirCacheEditor.DeleteTree(path.substring(0, path.length() - 1))
                            : new DirCacheEditor.DeletePath(path));
        }
        for (Map.Entry<String, String> file : change.writes().entrySet()) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
            editor.add(new WriteBlob(file.getKey(), blob));
        }
        editor.finish();
        return index.writeTree(inserter);
    }

    private static final class WriteBlob extends DirCacheEditor.PathEdit {

        private final ObjectId blob;

        WriteBlob(String path, ObjectId blob) {
            super(path);
            this.blob = blob;
        }

        @Override
        public void apply(DirCacheEntry entry) {
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(blob);
        }
    }
}
