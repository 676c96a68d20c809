package io.github.ksailbot.engine.graph;

/** How far the offline rendering of a node got. */
public enum NodeState {
    RENDERED,
    /** Its source is another repository, or another revision of this one. */
    ELSEWHERE,
    /** It needs what only the outside knows and was not fetched, what is not rendered offline, or more than the limits. */
    NOT_RENDERED,
    /** It is wrong. */
    FAILED
}
