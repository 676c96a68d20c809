package io.github.ksailbot.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Line accuracy: one mistake at a time is put into a clean repository, and the verdict names its file and line. */
class SeededMistakesTest {
    private static final String WEB = "k8s/bases/web/deployment.yaml";
    private static final String WORKER = "k8s/bases/web/worker.yaml";
    private static final String BUDGET = "k8s/bases/web/budget.yaml";
    private static final String SERVICE = "k8s/bases/web/service.yaml";
    private static final String BASE = "k8s/bases/web/kustomization.yaml";
    private static final String PROD = "k8s/clusters/prod/kustomization.yaml";
    private static final String PATCH = "k8s/clusters/prod/resources-patch.yaml";
    private static final String JSON_PATCH = "k8s/clusters/prod/probe-patch.json";

    private final TreeJudge judge = TreeJudge.create();

    /**
     * @param file that the mistake is made in, and that the finding has to name
     * @param before text that stands once in the file
     * @param after what takes its place; the finding's line is the one with {@code marker}
     * @param marker text of the one line that is wrong, as it stands after the change
     * @param rule that has to be broken
     */
    private record Mistake(String file, String before, String after, String marker, String rule) {
        @Override
        public String toString() {
            return file + ": " + marker.strip() + " → " + rule;
        }
    }

    @Test
    void repository_withoutMistake() {
        Judgement judgement = judge(SeededRepository.files());

        assertThat(findings(judgement)).isEmpty();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(judgement.environments())
                .extracting(report -> report.environment().value(), report -> report.counts()
                        .valid())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("local", 5),
                        org.assertj.core.groups.Tuple.tuple("prod", 8));
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                // bases
                new Mistake(WEB, "replicas: 2", "replicas: \"2\"", "replicas: \"2\"", "schema/wrong-type"),
                new Mistake(
                        WEB, "          image: web:1.0", "          imge: web:1.0", "imge:", "schema/unknown-field"),
                new Mistake(WEB, "containerPort: 8080", "containerPort: http", "containerPort", "schema/wrong-type"),
                new Mistake(WEB, "value: \"4\"", "value: 4", "value: 4", "schema/wrong-type"),
                new Mistake(BUDGET, "policy/v1", "policy/v1beta1", "apiVersion", "schema/unknown-version"),
                new Mistake(
                        BUDGET,
                        "kind: PodDisruptionBudget",
                        "kind: PodDisruptionBudgte",
                        "Budgte",
                        "schema/unknown-kind"),
                new Mistake(WEB, "  replicas: 2", "  replicas: 2\n  replicas: 3", "replicas: 3", "yaml/duplicate-key"),
                new Mistake(WEB, "    matchLabels:", "\tmatchLabels:", "matchLabels:", "yaml/syntax"),
                new Mistake(
                        WORKER,
                        "      labels:\n        app: worker",
                        "      labels:\n        app: 7",
                        "app: 7",
                        "schema/wrong-type"),
                new Mistake(
                        WORKER, "restartPolicy: Always", "restartPolicy: always", "restartPolicy", "schema/wrong-enum"),
                new Mistake(
                        WORKER,
                        "        - name: worker\n          image",
                        "        - image",
                        "- image",
                        "schema/missing-field"),
                new Mistake(BUDGET, "  name: web\nspec", "  name: Web_1\nspec", "Web_1", "schema/invalid-name"),
                new Mistake(SERVICE, "    - port: 80", "    - port: eighty", "eighty", "schema/wrong-type"),
                // kustomizations
                new Mistake(BASE, "  - worker.yaml", "  - wroker.yaml", "wroker", "kustomize/missing-file"),
                new Mistake(PROD, "  - ../../bases/web", "  - ../../bases/wbe", "wbe", "kustomize/missing-file"),
                new Mistake(
                        PROD,
                        "  - ../../components/quota",
                        "  - ../../components/qouta",
                        "qouta",
                        "kustomize/missing-file"),
                new Mistake(
                        PROD, "commonAnnotations:", "commonAnotations:", "commonAnotations", "kustomize/unknown-field"),
                new Mistake(PROD, "newTag: \"1.5\"", "newTag: 1.5", "newTag", "kustomize/wrong-type"),
                new Mistake(PROD, "count: 3", "count: three", "count", "kustomize/wrong-type"),
                new Mistake(PROD, "tier: frontend", "tier: front end", "tier", "schema/invalid-label"),
                new Mistake(
                        PROD, "namespace: shop-prod", "namespace: Shop_Prod", "namespace: Shop", "schema/invalid-name"),
                // patches
                new Mistake(PATCH, "replicas: 4", "replicas: \"4\"", "replicas", "schema/wrong-type"),
                new Mistake(PATCH, "resources:", "resorces:", "resorces", "schema/unknown-field"),
                new Mistake(
                        PATCH,
                        "imagePullPolicy: Always",
                        "imagePullPolicy: always",
                        "imagePullPolicy",
                        "schema/wrong-enum"),
                new Mistake(
                        PATCH, "  name: web\nspec", "  name: wbe\nspec", "name: wbe", "kustomize/patch-without-target"),
                new Mistake(PROD, "value: 8080", "value: http", "value: http", "schema/wrong-type"),
                new Mistake(PROD, "value: ClientIP", "value: clientip", "value: clientip", "schema/wrong-enum"),
                new Mistake(
                        PROD,
                        "path: /spec/ports/0/port",
                        "path: /spec/ports/3/port",
                        "/spec/ports/3",
                        "kustomize/patch-failed"),
                new Mistake(PROD, "- op: replace", "- op: replce", "replce", "kustomize/patch-invalid"),
                new Mistake(
                        PROD, "minReadySeconds: 10", "minReadySeconds: ten", "minReadySeconds", "schema/wrong-type"),
                new Mistake(
                        PROD, "minReadySeconds: 10", "minReadySecond: 10", "minReadySecond", "schema/unknown-field"),
                new Mistake(
                        JSON_PATCH,
                        "\"periodSeconds\": 5",
                        "\"periodSeconds\": \"5\"",
                        "periodSeconds",
                        "schema/wrong-type"),
                new Mistake(JSON_PATCH, "\"tcpSocket\"", "\"tcpSockets\"", "tcpSockets", "schema/unknown-field"),
                new Mistake(
                        PROD,
                        "  - path: resources-patch.yaml",
                        "  - path: resource-patch.yaml",
                        "resource-patch",
                        "kustomize/missing-file"),
                // generators
                new Mistake(PROD, "- settings.properties", "- setings.properties", "setings", "kustomize/missing-file"),
                new Mistake(PROD, "- web.env", "- wbe.env", "wbe.env", "kustomize/missing-file"),
                new Mistake(PROD, "- LOG_LEVEL=info", "- LOG_LEVEL", "- LOG_LEVEL", "kustomize/generator"),
                // ksail.yaml
                new Mistake(
                        "ksail.prod.yaml", "sourceDirectory", "sourceDirectry", "sourceDirectry", "ksail/unknown-key"),
                new Mistake(
                        "ksail.prod.yaml", "gitOpsEngine: Flux", "gitOpsEngine: flux", "gitOpsEngine", "ksail/value"),
                new Mistake(
                        "ksail.prod.yaml",
                        "clusters/prod",
                        "clusters/prd",
                        "clusters/prd",
                        "environment/missing-directory"),
                new Mistake("ksail.prod.yaml", "v1alpha1", "v1", "apiVersion", "ksail/value"),
                new Mistake("ksail.yaml", "kind: Cluster", "kind: Clustr", "Clustr", "ksail/value"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void finding_namesTheFileAndLineOfTheMistake(Mistake mistake) {
        Map<String, String> files = SeededRepository.files();
        String text = Objects.requireNonNull(files.get(mistake.file()));
        assertThat(text).containsOnlyOnce(mistake.before());
        String changed = text.replace(mistake.before(), mistake.after());
        files.put(mistake.file(), changed);
        int line = lineOf(changed, mistake.marker());

        Judgement judgement = judge(files);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        List<String> errors = findings(judgement).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(SeededMistakesTest::describe)
                .toList();
        assertThat(errors)
                .as("findings: %s", findings(judgement))
                .isNotEmpty()
                .allMatch(error -> error.equals(mistake.rule() + " " + mistake.file() + ":" + line));
    }

    private Judgement judge(Map<String, String> files) {
        MemorySourceTree tree = MemorySourceTree.of(files);
        return judge.judge(tree, tree, null);
    }

    private static List<Finding> findings(Judgement judgement) {
        List<Finding> findings = new ArrayList<>();
        judgement.environments().forEach(report -> report.findings().forEach(judged -> findings.add(judged.finding())));
        judgement.unreached().forEach(judged -> findings.add(judged.finding()));
        return findings;
    }

    private static String describe(Finding finding) {
        Origin origin = finding.origin();
        return finding.rule() + " " + (origin == null ? "nowhere" : origin.file() + ":" + origin.line());
    }

    private static int lineOf(String text, String marker) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(marker)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no line with " + marker);
    }
}
