package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import java.time.Instant;
import java.util.List;

/** Two pods, one without a limit of CPU, and what a scan says of them: the control C-0270 as the example of many. */
final class CpuLimits {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final String TWO_PODS = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: free
          namespace: web
          labels:
            app.kubernetes.io/name: shop
        spec:
          containers:
            - name: main
              image: nginx
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: limited
          namespace: web
        spec:
          containers:
            - name: main
              resources:
                limits:
                  cpu: 1
        """;

    private CpuLimits() {}

    static ScanReport scan(List<Manifest> manifests, ScanSettings settings) {
        return new Scanner(Catalog.kubescape()).scan(manifests, settings, NOW);
    }

    static ControlResult cpuLimits(ScanReport report) {
        return report.controls().stream()
                .filter(control -> control.control().id().equals("C-0270"))
                .findFirst()
                .orElseThrow();
    }
}
