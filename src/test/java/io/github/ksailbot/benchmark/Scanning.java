package io.github.ksailbot.benchmark;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.scan.ScanMemo;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A thousand workloads of all kinds, with what belongs to them, scanned for the NSA's controls and for all: from manifests
 * to findings on lines, first time and warm, and what a scan allocates. Beside it Kubescape on the same files, where it is
 * on the PATH.
 */
final class Scanning {
    private static final int WORKLOADS = 1_000;
    private static final int WARM_UP = 10;
    private static final int RUNS = 20;
    private static final long KUBESCAPE_SECONDS = 300;
    private static final List<String> KINDS =
            List.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Deployment", "Deployment");

    private Scanning() {}

    static void measure(Path data, PrintStream out) throws IOException, InterruptedException {
        String yaml = yaml();
        List<Manifest> manifests = new YamlReader(YamlLimits.DEFAULT)
                .read("workloads.yaml", yaml.getBytes(StandardCharsets.UTF_8)).documents().stream()
                        .map(document -> new Manifest((MappingNode) document))
                        .toList();
        for (String framework : List.of("NSA", "AllControls")) {
            measure(framework, manifests, out);
            measureChange(framework, manifests, out);
        }
        kubescape(data, yaml, out);
    }

    private static void measure(String framework, List<Manifest> manifests, PrintStream out) {
        ScanSettings settings = ScanSettings.DEFAULT.withFrameworks(List.of(framework));
        Scanner scanner = new Scanner(Catalog.kubescape());
        long first = time(scanner, manifests, settings);
        for (int i = 0; i < WARM_UP; i++) {
            time(scanner, manifests, settings);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> warm = new ArrayList<>();
        List<Long> processor = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            warm.add(time(scanner, manifests, settings));
            processor.add(threads.getCurrentThreadCpuTime() - start);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        ScanReport report = scanner.scan(manifests, settings, Instant.EPOCH);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        Latencies latencies = Latencies.of(warm);
        out.printf(
                Locale.ROOT,
                "  %s: %d workloads, %d manifests, %d controls, %d findings, score %.2f: first %.0f ms, warm p50 %.0f"
                        + " ms, p95 %.0f ms, of the processor p50 %.0f ms; %.0f MiB allocated%n",
                framework,
                WORKLOADS,
                manifests.size(),
                report.controls().size(),
                report.findings().size(),
                report.compliance(),
                first / 1e6,
                latencies.percentile(50),
                latencies.percentile(95),
                Latencies.of(processor).percentile(50),
                allocated / (double) (1 << 20));
    }

    /** Each time another workload has changed since the scan before, and all others are what they were. */
    private static void measureChange(String framework, List<Manifest> manifests, PrintStream out) {
        ScanSettings settings = ScanSettings.DEFAULT.withFrameworks(List.of(framework));
        Scanner scanner = new Scanner(Catalog.kubescape(), ScanMemo.ofBytes(1L << 30));
        time(scanner, manifests, settings);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Long> processor = new ArrayList<>();
        long allocated = 0;
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            List<Manifest> changed = changed(manifests, i);
            long start = threads.getCurrentThreadCpuTime();
            long before = threads.getCurrentThreadAllocatedBytes();
            time(scanner, changed, settings);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
            if (i >= WARM_UP) {
                processor.add(threads.getCurrentThreadCpuTime() - start);
            }
        }
        out.printf(
                Locale.ROOT,
                "  %s, after a change of one workload: of the processor p50 %.0f ms; %.0f MiB allocated%n",
                framework,
                Latencies.of(processor).percentile(50),
                allocated / (double) (1 << 20));
    }

    private static List<Manifest> changed(List<Manifest> manifests, int run) {
        List<Manifest> changed = new ArrayList<>(manifests);
        for (int i = 0, deployments = 0; i < changed.size(); i++) {
            MappingNode root = changed.get(i).root();
            if (root.text("kind").equals("Deployment") && deployments++ == run) {
                MappingNode spec = changed.get(i).spec();
                changed.set(
                        i,
                        new Manifest(root.with(
                                "spec", spec.with("paused", ScalarNode.string("run-" + run, root.origin())))));
            }
        }
        return changed;
    }

    private static long time(Scanner scanner, List<Manifest> manifests, ScanSettings settings) {
        long start = System.nanoTime();
        scanner.scan(manifests, settings, Instant.EPOCH);
        return System.nanoTime() - start;
    }

    private static void kubescape(Path data, String yaml, PrintStream out) throws IOException, InterruptedException {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean isThere = Stream.of(path.split(java.io.File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubescape")));
        if (!isThere) {
            out.println("  kubescape is not on the PATH: nothing to compare with");
            return;
        }
        Files.createDirectories(data);
        Files.writeString(data.resolve("workloads.yaml"), yaml);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        "kubescape", "scan", "framework", "nsa", data.toString(), "--keep-local", "--format", "json")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean hasEnded = process.waitFor(KUBESCAPE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        out.printf(
                Locale.ROOT,
                "  kubescape, NSA, the whole process: %s%n",
                hasEnded ? String.format(Locale.ROOT, "%.0f ms", (System.nanoTime() - start) / 1e6) : "did not end");
    }

    /** Every seventh of a kind, in twenty namespaces; each with a service, some with accounts, rights and maps. */
    private static String yaml() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < WORKLOADS; i++) {
            String kind = KINDS.get(i % KINDS.size());
            String namespace = "team-" + i % 20;
            String template = "metadata: {labels: {app: app-" + i + "}}, spec: {serviceAccountName: account-" + i % 50
                    + ", containers: [{name: main, image: \"registry.example/app:" + i
                    + "\", env: [{name: MODE, value: a},"
                    + " {name: PASSWORD, valueFrom: {secretKeyRef: {name: s, key: p}}}], securityContext: {"
                    + (i % 3 == 0 ? "privileged: true" : "allowPrivilegeEscalation: false") + "}, resources: {limits: {"
                    + (i % 2 == 0 ? "cpu: 1, memory: 1Gi" : "memory: 512Mi")
                    + "}}, volumeMounts: [{name: c, mountPath: /c}]},"
                    + " {name: side, image: busybox}], volumes: [{name: c, configMap: {name: map-" + i + "}}]}";
            String group = kind.endsWith("Job") ? "batch/v1" : "apps/v1";
            String spec = kind.equals("CronJob")
                    ? "schedule: \"* * * * *\", jobTemplate: {spec: {template: {" + template + "}}}"
                    : "template: {" + template + "}";
            document(yaml, group, kind, namespace, "app-" + i, "spec: {" + spec + "}");
            document(
                    yaml,
                    "v1",
                    "Service",
                    namespace,
                    "app-" + i,
                    "spec: {selector: {app: app-" + i + "}, ports: [{port: 80}]}");
            document(yaml, "v1", "ConfigMap", namespace, "map-" + i, "data: {key-" + i + ": value, mode: fast}");
            if (i < 50) {
                document(yaml, "v1", "ServiceAccount", namespace, "account-" + i, "secrets: []");
                document(
                        yaml,
                        "rbac.authorization.k8s.io/v1",
                        "Role",
                        namespace,
                        "role-" + i,
                        "rules: [{apiGroups: [\"\"], resources: [pods, secrets], verbs: [get, list]}]");
                document(
                        yaml,
                        "rbac.authorization.k8s.io/v1",
                        "RoleBinding",
                        namespace,
                        "role-" + i,
                        "roleRef: {kind: Role, name: role-" + i + "}, subjects: [{kind: ServiceAccount, name: account-"
                                + i + ", namespace: " + namespace + "}]");
            }
            if (i < 20) {
                document(
                        yaml,
                        "networking.k8s.io/v1",
                        "NetworkPolicy",
                        namespace,
                        "deny",
                        "spec: {podSelector: {}, policyTypes: [Ingress, Egress]}");
                yaml.append("{apiVersion: v1, kind: Namespace, metadata: {name: ")
                        .append(namespace)
                        .append("}}\n---\n");
            }
        }
        return yaml.toString();
    }

    private static void document(
            StringBuilder yaml, String version, String kind, String namespace, String name, String rest) {
        yaml.append("{apiVersion: ")
                .append(version)
                .append(", kind: ")
                .append(kind)
                .append(", metadata: {name: ")
                .append(name)
                .append(", namespace: ")
                .append(namespace)
                .append("}, ")
                .append(rest)
                .append("}\n---\n");
    }
}
