package io.github.ksailbot.engine.scan.report;

import java.util.Locale;

/** A score as a ring that is as full as the score. */
final class ScoreRing {
    private static final int RADIUS = 54;

    private ScoreRing() {}

    static String of(float score) {
        double round = 2 * Math.PI * RADIUS;
        return String.format(
                Locale.ROOT,
                "<svg width=\"150\" height=\"150\" viewBox=\"0 0 150 150\" role=\"img\" aria-label=\"Compliance %.1f"
                        + " percent\"><circle cx=\"75\" cy=\"75\" r=\"%d\" fill=\"none\" stroke=\"var(--none)\""
                        + " stroke-width=\"16\"/><circle cx=\"75\" cy=\"75\" r=\"%d\" fill=\"none\" stroke=\"%s\""
                        + " stroke-width=\"16\" stroke-linecap=\"round\" stroke-dasharray=\"%.1f %.1f\""
                        + " transform=\"rotate(-90 75 75)\"/><text x=\"75\" y=\"80\" text-anchor=\"middle\""
                        + " style=\"font:700 26px system-ui;fill:var(--ink)\">%.1f</text><text x=\"75\" y=\"98\""
                        + " text-anchor=\"middle\" style=\"font:12px system-ui;fill:var(--soft)\">of 100</text></svg>",
                score,
                RADIUS,
                RADIUS,
                Colors.of(score),
                round * score / 100,
                round,
                score);
    }
}
