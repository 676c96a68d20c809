package io.github.ksailbot.cli;

/** How a graph is printed. */
enum GraphForm {
    /** For people, and for GitHub's Markdown. */
    MERMAID,
    /** For programs. */
    JSON;

    static final class Attached extends AttachedForm {
        Attached() {
            super(MERMAID);
        }
    }
}
