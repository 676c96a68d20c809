package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Configuration of a cluster's nodes, which no GitOps engine applies. */
final class NodeConfiguration {
    private static final int DEPTH = 10;

    private NodeConfiguration() {}

    /**
     * The files and directories with it that commits changed.
     *
     * @param since the last commit that people were told of; null when there is none, and nothing counts as changed
     */
    static List<SourcePath> changed(Checkout checkout, @Nullable CommitId since, Environment environment) {
        SourceTree before = since == null ? null : checkout.treeOf(since).orElse(null);
        if (before == null || environment.config() == null) {
            return List.of();
        }
        return environment.delivery().nodeConfiguration().stream()
                .filter(path -> differs(before, checkout.tree(), path, DEPTH))
                .toList();
    }

    /** What is to be done, after everything else, when commits changed it; empty when they did not. */
    static List<String> notes(Checkout checkout, @Nullable CommitId since, Environment environment) {
        List<String> changed = changed(checkout, since, environment).stream()
                .map(path -> "`" + path + "`")
                .toList();
        return changed.isEmpty()
                ? List.of()
                : List.of("The configuration of nodes changed (" + String.join(", ", changed)
                        + "), which no engine applies; the merge is delivered here after the environments where it did"
                        + " not. Last of all, run `ksail cluster update --config " + environment.config() + "`.");
    }

    private static boolean differs(SourceTree before, SourceTree after, SourcePath path, int depth) {
        try {
            Optional<SourceEntry> one = before.find(path);
            Optional<SourceEntry> other = after.find(path);
            if (one.isEmpty() || other.isEmpty()) {
                return one.isPresent() != other.isPresent();
            }
            if (one.get().isDirectory() != other.get().isDirectory()) {
                return true;
            }
            if (!one.get().isDirectory()) {
                return !Arrays.equals(before.read(path), after.read(path));
            }
            if (depth == 0 || !before.names(path).equals(after.names(path))) {
                return true;
            }
            for (String name : before.names(path)) {
                if (differs(before, after, path.child(name), depth - 1)) {
                    return true;
                }
            }
            return false;
        } catch (SourceException e) {
            // What cannot be compared may have changed: a command too many does no harm.
            return true;
        }
    }
}
