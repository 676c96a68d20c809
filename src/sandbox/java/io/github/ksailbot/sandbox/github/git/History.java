package io.github.ksailbot.sandbox.github.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Questions about commits: what lies between two of them, what they change, what a file says. */
public final class History {

    private History() {}

    /**
     * One changed file.
     *
     * @param status as in GitHub's diff entries: added, removed, modified or renamed
     * @param blob the new content's id, or the old one's for a removed file
     * @param patch hunks without the file header
     */
    public record FileChange(
            String path,
            @Nullable String previousPath,
            String status,
            String blob,
            int additions,
            int deletions,
            String patch) {}

    /** Commits that {@code to} has and {@code from} has not, oldest first; everything up to {@code to} if from is null. */
    public static List<RevCommit> between(Repository git, @Nullable String from, String to) {
        try (RevWalk walk = new RevWalk(git)) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
            if (from != null) {
                walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
            }
            List<RevCommit> commits = new ArrayList<>();
            for (RevCommit commit : walk) {
                walk.parseBody(commit);
                commits.add(commit);
            }
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static @Nullable String mergeBase(Repository git, String one, String other) {
        try (RevWalk walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
            RevCommit base = walk.next();
            return base == null ? null : base.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What changed from one commit to another, by path; against nothing if from is null. */
    public static List<FileChange> changes(Repository git, @Nullable String from, String to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out);
                RevWalk walk = new RevWalk(git)) {
            formatter.setRepository(git);
            formatter.setDetectRenames(true);
            ObjectId before = from == null
                    ? null
                    : walk.parseCommit(ObjectId.fromString(from)).getTree();
            List<FileChange> changes = new ArrayList<>();
            for (DiffEntry entry : formatter.scan(
                    before, walk.parseCommit(ObjectId.fromString(to)).getTree())) {
                out.reset();
                changes.add(change(formatter, entry, out));
            }
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChange change(DiffFormatter formatter, DiffEntry entry, ByteArrayOutputStream out)
            throws IOException {
        FileHeader header = formatter.toFileHeader(entry);
        int additions = 0;
        int deletions = 0;
        for (Edit edit : header.toEditList()) {
            additions += edit.getLengthB();
            deletions += edit.getLengthA();
        }
        formatter.format(entry);
        String patch = out.toString(StandardCharsets.UTF_8);
        int hunks = patch.indexOf("\n@@");
        boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        boolean moved = entry.getChangeType() == DiffEntry.ChangeType.RENAME;
        String status =
                switch (entry.getChangeType()) {
                    case ADD -> "added";
                    case DELETE -> "removed";
                    case RENAME -> "renamed";
                    case COPY -> "copied";
                    case MODIFY -> "modified";
                };
        return new FileChange(
                removed ? entry.getOldPath() : entry.getNewPath(),
                moved ? entry.getOldPath() : null,
                status,
                (removed ? entry.getOldId() : entry.getNewId()).name(),
                additions,
                deletions,
                hunks < 0 ? "" : patch.substring(hunks + 1).stripTrailing());
    }

    /** One entry of a tree; size in bytes, -1 for a directory. */
    public record Entry(String path, String mode, boolean directory, String id, long size) {}

    public static List<Entry> tree(Repository git, String commit, String directory, boolean recursive) {
        try (TreeWalk walk = new TreeWalk(git);
                RevWalk commits = new RevWalk(git)) {
            walk.addTree(commits.parseCommit(ObjectId.fromString(commit)).getTree());
            String prefix = directory.isEmpty() ? "" : directory + "/";
            List<Entry> entries = new ArrayList<>();
            while (walk.next()) {
                String path = walk.getPathString();
                if (walk.isSubtree() && (recursive || prefix.startsWith(path + "/"))) {
                    walk.enterSubtree();
                }
                if (path.startsWith(prefix) && (recursive || path.indexOf('/', prefix.length()) < 0)) {
                    ObjectId id = walk.getObjectId(0);
                    long size = walk.isSubtree() ? -1 : git.newObjectReader().getObjectSize(id, Constants.OBJ_BLOB);
                    entries.add(new Entry(
                            path, String.format("%06o", walk.getRawMode(0)), walk.isSubtree(), id.name(), size));
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a file; null if the commit has no such file. */
    public static byte @Nullable [] file(Repository git, String commit, String path) {
        try (RevWalk walk = new RevWalk(git);
                TreeWalk found = TreeWalk.forPath(
                        git, path, walk.parseCommit(ObjectId.fromString(commit)).getTree())) {
            if (found == null || found.isSubtree()) {
                return null;
            }
            ObjectLoader loader = git.open(found.getObjectId(0));
            return loader.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
