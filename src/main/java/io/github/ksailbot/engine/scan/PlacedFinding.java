package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Location;

/**
 * A finding with its place worked out, for sorting many.
 *
 * @param location of {@link ScanFinding#location}
 */
record PlacedFinding(ScanFinding finding, Location location) {
    static PlacedFinding of(ScanFinding finding) {
        return new PlacedFinding(finding, finding.location());
    }
}
