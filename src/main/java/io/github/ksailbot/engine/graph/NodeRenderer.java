package io.github.ksailbot.engine.graph;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.List;

/**
 * Renders one kind of objects that bring more objects to the cluster. Has no state of its own that a result depends on, and
 * never throws for what a repository holds: that is in the findings.
 */
public interface NodeRenderer {

    /** Whether it renders such an object. Each object has at most one renderer. */
    boolean takes(Manifest object);

    /**
     * Whether all that rendering needs has been rendered already; else others go first. An object that is never ready is
     * rendered in the end, and says what is missing.
     */
    default boolean isReady(Manifest object, Surroundings surroundings) {
        return true;
    }

    /** Whether what it brings is the entry itself: then the cluster gets the entry as this object makes it. */
    default boolean applies(SourcePath entry, Manifest object, Surroundings surroundings) {
        return false;
    }

    /** @param object as its parent renders it, so that a parent's patches and variables reach it */
    NodeResult render(Manifest object, Surroundings surroundings);

    /**
     * Whether what an object is rendered to depends on the object, the renderer and the answers of the surroundings and the tree
     * alone. Then it is kept, and taken again where all of these are the same; but not a result whose trace is fleeting.
     */
    default boolean isKept() {
        return false;
    }

    /** What is wrong between the nodes of a whole graph, of all kinds. */
    default List<Finding> check(List<GraphNode> nodes) {
        return List.of();
    }

    /** {@link #check(List)}, for who needs other objects than those of nodes as well. */
    default List<Finding> check(List<GraphNode> nodes, Surroundings surroundings) {
        return check(nodes);
    }
}
