package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.AttachedForm;

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
