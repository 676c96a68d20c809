package io.github.ksailbot.cli.render;

import java.io.IOException;

/** Where renderings go. */
interface RenderOutput {
    /** Called once for each directory, in the order of the command line, by one thread. */
    void accept(Rendering rendering) throws IOException;
}
