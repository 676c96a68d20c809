package io.github.ksailbot.engine.helm.chart;

import java.util.regex.Pattern;

/** Tells versions from ranges of versions. */
final class ChartVersions {
    private static final Pattern EXACT = Pattern.compile("v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    private ChartVersions() {}

    /** Whether a text is one version in all its parts. */
    static boolean isExact(String version) {
        return EXACT.matcher(version.strip()).matches();
    }
}
