package io.github.ksailbot.engine.graph;

/** How far the offline rendering of a node got. */
public enum NodeState {
    RENDERED,
    /** Its source is another repository, or another revision of this one. */
    ELSEWHERE,
    /** It needs what only the outside knows, or what is not rendered offline. */
    NOT_RENDERED,
    /** It has errors. */
    FAILED
}
