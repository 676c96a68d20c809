package io.github.ksailbot.benchmark;

import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.TreeJudge;
import io.github.ksailbot.outside.chart.Charts;
import io.github.ksailbot.outside.chart.ChildRenderer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A repository with {@value #RELEASES} HelmReleases of one chart of its own, of the size that {@code helm create} makes: from the
 * tree to the verdict, with the start of the child process and without. No two releases, and no two rounds, have the same
 * values, so that nothing is remembered.
 */
final class HelmReleases {
    private static final int RELEASES = 200;
    private static final int ROUNDS = 5;

    private static final String WORKLOAD = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ include "web.fullname" . }}
          labels:
            {{- include "web.labels" . | nindent 4 }}
        spec:
          {{- if not .Values.autoscaling.enabled }}
          replicas: {{ .Values.replicaCount }}
          {{- end }}
          selector:
            matchLabels:
              {{- include "web.selectorLabels" . | nindent 6 }}
          template:
            metadata:
              {{- with .Values.podAnnotations }}
              annotations:
                {{- toYaml . | nindent 8 }}
              {{- end }}
              labels:
                {{- include "web.labels" . | nindent 8 }}
            spec:
              serviceAccountName: {{ include "web.fullname" . }}
              containers:
                - name: {{ .Chart.Name }}
                  image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
                  ports:
                    - name: http
                      containerPort: {{ .Values.service.port }}
                      protocol: TCP
                  livenessProbe:
                    httpGet: {path: /, port: http}
                  resources:
                    {{- toYaml .Values.resources | nindent 12 }}
        """;

    private static final String HELPERS = """
        {{- define "web.fullname" -}}
        {{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}
        {{- end }}
        {{- define "web.labels" -}}
        helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
        {{ include "web.selectorLabels" . }}
        app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
        app.kubernetes.io/managed-by: {{ .Release.Service }}
        {{- end }}
        {{- define "web.selectorLabels" -}}
        app.kubernetes.io/name: {{ .Chart.Name }}
        app.kubernetes.io/instance: {{ .Release.Name }}
        {{- end }}
        """;

    private static final String SERVICE = """
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ include "web.fullname" . }}
          labels:
            {{- include "web.labels" . | nindent 4 }}
        spec:
          type: {{ .Values.service.type }}
          ports:
            - {port: {{ .Values.service.port }}, targetPort: http, protocol: TCP, name: http}
          selector:
            {{- include "web.selectorLabels" . | nindent 4 }}
        """;

    private static final String ACCOUNT = """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: {{ include "web.fullname" . }}
          labels:
            {{- include "web.labels" . | nindent 4 }}
        """;

    private static final String SCALER = """
        {{- if .Values.autoscaling.enabled }}
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: {{ include "web.fullname" . }}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ include "web.fullname" . }}}
          minReplicas: {{ .Values.autoscaling.minReplicas }}
          maxReplicas: {{ .Values.autoscaling.maxReplicas }}
        {{- end }}
        """;

    private HelmReleases() {}

    static void measure(PrintStream out) {
        try (ChildRenderer renderer = new ChildRenderer()) {
            RenderSettings settings =
                    RenderSettings.DEFAULT.withCharts(new ChartTools(renderer, ChartArchives.DENIED, Charts.cluster()));
            TreeJudge judge = TreeJudge.create(TracedMemo.ofDefaultSize(), new SchemaValidator(), settings);
            for (int round = 0; round < ROUNDS; round++) {
                SourceTree tree = tree(round);
                long begin = System.nanoTime();
                Judgement judgement = judge.judge(tree, tree, null);
                double seconds = (System.nanoTime() - begin) / 1e9;
                out.printf(
                        Locale.ROOT,
                        "  %s: %d releases, %d manifests judged in %.2f s, child %d MiB, heap behind a collection %d"
                                + " MiB%n",
                        round == 0 ? "cold" : "warm",
                        RELEASES,
                        judgement.environments().stream()
                                .mapToInt(HelmReleases::manifests)
                                .sum(),
                        seconds,
                        renderer.residentBytes() >> 20,
                        heapInUse() >> 20);
            }
        }
    }

    /** Without what the next collection takes away, most of which is what the last round left. */
    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int manifests(EnvironmentReport report) {
        return report.counts().total();
    }

    private static SourceTree tree(int round) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: \"1.0\"\n");
        files.put("charts/web/values.yaml", """
            replicaCount: 1
            image: {repository: nginx, tag: ""}
            service: {type: ClusterIP, port: 80}
            podAnnotations: {}
            autoscaling: {enabled: false, minReplicas: 1, maxReplicas: 5}
            resources: {}
            """);
        files.put("charts/web/templates/_helpers.tpl", HELPERS);
        files.put("charts/web/templates/deployment.yaml", WORKLOAD);
        files.put("charts/web/templates/service.yaml", SERVICE);
        files.put("charts/web/templates/serviceaccount.yaml", ACCOUNT);
        files.put("charts/web/templates/hpa.yaml", SCALER);
        files.put("charts/web/templates/NOTES.txt", "Installed {{ .Release.Name }}.\n");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < RELEASES; i++) {
            names.append("  - release-").append(i).append(".yaml\n");
            files.put("clusters/prod/release-" + i + ".yaml", release(i, round));
        }
        files.put("clusters/prod/kustomization.yaml", "resources:\n" + names);
        files.put("ksail.prod.yaml", """
            apiVersion: ksail.io/v1alpha1
            kind: Cluster
            metadata: {name: prod}
            spec:
              cluster: {gitOpsEngine: Flux}
              workload: {sourceDirectory: clusters, kustomizationFile: prod}
            """);
        return MemorySourceTree.of(files);
    }

    private static String release(int number, int round) {
        return """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata:
              name: web-%d
              namespace: apps
            spec:
              interval: 10m
              chart:
                spec:
                  chart: ./charts/web
                  sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}
              values:
                replicaCount: %d
                image: {tag: "1.%d"}
                autoscaling: {enabled: %b}
                resources:
                  limits: {memory: 128Mi}
                  requests: {cpu: 10m, memory: 64Mi}
            """.formatted(number, number % 9 + 1, round, number % 3 == 0);
    }
}
