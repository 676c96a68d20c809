package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.ManifestLists;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.Scanner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Both sides of a change, scanned with the trusted settings.
 *
 * @param heads resources of the change
 * @param bases those before it
 * @param identities of both
 */
record Comparison(
        Scanner scanner,
        ScanSettings settings,
        Instant now,
        ScanGate.Side head,
        ScanGate.Side base,
        List<Manifest> heads,
        List<Manifest> bases,
        ScanReport after,
        ScanReport before,
        Identities identities) {
    static Comparison of(
            Scanner scanner,
            ScanSettings settings,
            Instant now,
            ScanGate.Side head,
            ScanGate.Side base,
            ScanReport after,
            ScanReport before) {
        return new Comparison(
                scanner,
                settings,
                now,
                head,
                base,
                ManifestLists.expand(head.manifests()),
                ManifestLists.expand(base.manifests()),
                after,
                before,
                new Identities());
    }

    /** What a better score may hide, a sentence each. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(Disappearance.warnings(this));
        warnings.addAll(Hiding.warnings(this));
        warnings.addAll(Dilution.warnings(this));
        return List.copyOf(warnings);
    }

    float score(List<Manifest> manifests) {
        return scanner.scan(manifests, settings, now).compliance();
    }

    boolean isRising() {
        return !head.hasFailed() && after.compliance() > before.compliance();
    }
}
