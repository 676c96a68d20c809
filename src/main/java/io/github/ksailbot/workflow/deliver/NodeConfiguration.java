package io.github.ksailbot.workflow.deliver;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.Mainline.Checkout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Configuration of a cluster's nodes, which no GitOps engine applies. */
final class NodeConfiguration {
    private static final int DEPTH = 10;

    private NodeConfiguration() {}

    /**
     * What is to be done, after everything else, when commits changed it; empty when they did not.
     *
     * @param since the last commit that people were told of; null when there is none
     */
    static List<String> of(Checkout checkout, @Nullable CommitId since, Environment environment) {
        SourceTree before = since == null ? null : checkout.treeOf(since).orElse(null);
        SourcePath config = environment.config();
        if (before == null || config == null) {
            return List.of();
        }
        List<String> changed = new ArrayList<>();
        for (SourcePath path : environment.delivery().nodeConfiguration()) {
            if (differs(before, checkout.tree(), path, DEPTH)) {
                changed.add("`" + path + "`");
            }
        }
        return changed.isEmpty()
                ? List.of()
                : List.of("The configuration of nodes changed (" + String.join(", ", changed)
                        + "), which no engine applies. Last of all, run `ksail cluster update --config " + config
                        + "`.");
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
