package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.AttachedForm;

/** How {@code render --origins} says who wrote each value. */
enum OriginsForm {
    /** A comment behind each value. */
    COMMENTS,
    /** A JSON document for each directory. */
    JSON;

    static final class Attached extends AttachedForm {
        Attached() {
            super(COMMENTS);
        }
    }
}
