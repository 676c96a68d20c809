package io.github.ksailbot.cli.render;

import java.io.PrintWriter;

/** Manifests, or who wrote their values, on one stream, findings on the other. */
final class PrintedOutput implements RenderOutput {
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean printed;

    PrintedOutput(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void accept(Rendering rendering) {
        if (!rendering.origins().isEmpty()) {
            out.print(rendering.origins());
            out.flush();
        } else if (!rendering.text().isEmpty()) {
            out.print(printed ? "---\n" : "");
            out.print(rendering.text());
            out.flush();
            printed = true;
        }
        err.print(rendering.findings());
        err.flush();
    }
}
