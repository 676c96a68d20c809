package io.github.ksailbot.engine.scan.report;

import java.util.Locale;

/** A score as a ring that is as full as the score. */
final class ScoreRing {
    private static final int RADIUS = 60;

    private ScoreRing() {}

    static String of(float score) {
        double round = 2 * Math.PI * RADIUS;
        return String.format(
                Locale.ROOT,
                "<svg class=\"ring\" width=\"160\" height=\"160\" viewBox=\"0 0 160 160\" role=\"img\""
                        + " aria-label=\"Compliance %.1f percent\"><circle class=\"track\" cx=\"80\" cy=\"80\""
                        + " r=\"%d\"/><circle cx=\"80\" cy=\"80\" r=\"%d\" stroke=\"%s\" stroke-linecap=\"round\""
                        + " stroke-dasharray=\"%.1f %.1f\" transform=\"rotate(-90 80 80)\"/><text class=\"big\" x=\"80\""
                        + " y=\"86\">%.1f</text><text class=\"of\" x=\"80\" y=\"106\">of 100</text></svg>",
                score,
                RADIUS,
                RADIUS,
                Colors.of(score),
                round * score / 100,
                round,
                score);
    }
}
