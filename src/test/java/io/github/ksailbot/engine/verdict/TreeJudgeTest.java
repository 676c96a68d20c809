package io.github.ksailbot.engine.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.schema.SchemaValidator;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeJudgeTest {
    private static final String WORKER = "k8s/bases/web/worker.yaml";
    private static final String PROD = "k8s/clusters/prod/kustomization.yaml";

    private final TreeJudge judge = TreeJudge.create();

    @Test
    void finding_thatTheBaseHasToo_isOldAndStillFails() {
        Map<String, String> base = with(WORKER, "restartPolicy: Always", "restartPolicy: always");
        // The same mistake two lines further down, and another one.
        Map<String, String> head = new TreeMap<>(base);
        head.compute(WORKER, (file, text) -> "# moved\n# down\n" + text);
        replace(head, "k8s/bases/web/service.yaml", "port: 80\n", "port: eighty\n");

        Judgement judgement = judge(head, base, base);

        assertThat(judgement.compared()).isTrue();
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(lines(judgement))
                .containsExactly(
                        "local new schema/wrong-type k8s/bases/web/service.yaml:9",
                        "local old schema/wrong-enum k8s/bases/web/worker.yaml:16",
                        "prod old schema/wrong-enum k8s/bases/web/worker.yaml:16");
    }

    @Test
    void sourceDirectory_thatAVariableNames_isJudgedByTheOperatorsVariables() {
        MemorySourceTree tree = MemorySourceTree.of(Map.of(
                "ksail.prod.yaml",
                "apiVersion: ksail.io/v1alpha1\n"
                        + "kind: Cluster\n"
                        + "spec: {workload: {sourceDirectory: \"${SOURCE:-k8s}\"}}\n",
                "k8s/kustomization.yaml",
                "resources: []\n",
                "deploy/kustomization.yaml",
                "resources: [gone.yaml]\n"));
        RenderSettings settings = RenderSettings.DEFAULT.withVariables(Map.of("SOURCE", "deploy"));

        Judgement judgement = TreeJudge.create(TracedMemo.ofDefaultSize(), new SchemaValidator(), settings)
                .judge(tree, tree, null);

        assertThat(lines(judgement)).containsExactly("prod new kustomize/missing-file deploy/kustomization.yaml:1");
    }

    @Test
    void mistake_madeAgainInAnotherResource_isNew() {
        Map<String, String> base = with(WORKER, "restartPolicy: Always", "restartPolicy: always");
        Map<String, String> head = new TreeMap<>(base);
        replace(
                head,
                "k8s/bases/web/deployment.yaml",
                "      containers:",
                "      restartPolicy: always\n      containers:");

        assertThat(lines(judge(head, base, base)))
                .contains("local new schema/wrong-enum k8s/bases/web/deployment.yaml:17")
                .contains("local old schema/wrong-enum k8s/bases/web/worker.yaml:14");
    }

    @Test
    void deliverySettings_thatTheHeadChanges_areJudgedAndNamed() {
        Map<String, String> base = SeededRepository.files();
        Map<String, String> wrong = new TreeMap<>(base);
        wrong.put(".github/ksail-bot.yaml", "environments:\n  prod:\n    production: maybe\n");
        Map<String, String> right = new TreeMap<>(base);
        right.put(".github/ksail-bot.yaml", "environments:\n  prod:\n    production: true\n");

        assertThat(judge(wrong, base, base).unreached())
                .extracting(found -> found.finding().rule().value())
                .contains("settings/value");
        assertThat(judge(wrong, base, base).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judge(right, base, base).unreached())
                .extracting(found -> found.finding().rule().value())
                .contains("settings/changed");
        assertThat(judge(right, right, right).unreached())
                .extracting(found -> found.finding().rule().value())
                .doesNotContain("settings/changed");
    }

    @Test
    void skippedKinds_thatTheHeadAdds_doNotCount() {
        Map<String, String> base = SeededRepository.files();
        Map<String, String> head = new TreeMap<>(with(WORKER, "restartPolicy: Always", "restartPolicy: always"));
        for (String file : List.of("ksail.yaml", "ksail.prod.yaml")) {
            head.compute(file, (name, text) -> text + "    validation:\n      skipKinds:\n        - Deployment\n");
        }

        Judgement judgement = judge(head, base, base);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(lines(judgement))
                .contains("local new schema/wrong-enum " + WORKER + ":14")
                .contains("- new environment/settings-changed ksail.prod.yaml:1");
    }

    @Test
    void skippedKinds_ofTheBase_count() {
        Map<String, String> base = SeededRepository.files();
        for (String file : List.of("ksail.yaml", "ksail.prod.yaml")) {
            base.compute(file, (name, text) -> text + "    validation:\n      skipKinds:\n        - Deployment\n");
        }
        Map<String, String> head = new TreeMap<>(base);
        replace(head, WORKER, "restartPolicy: Always", "restartPolicy: always");

        Judgement judgement = judge(head, base, base);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(judgement.environments().get(0).skippedKinds()).containsEntry("apps/v1 Deployment", 2);
    }

    @Test
    void environment_thatTheHeadRemoves_isJudgedAllTheSame() {
        Map<String, String> base = SeededRepository.files();
        Map<String, String> head = new TreeMap<>(base);
        head.remove("ksail.prod.yaml");
        replace(head, PROD, "value: ClientIP", "value: clientip");

        Judgement judgement = judge(head, base, base);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(lines(judgement))
                .containsExactly("prod new schema/wrong-enum " + PROD + ":45", "- new environment/removed nowhere");
    }

    @Test
    void environment_whoseEntryTheHeadMoves_isJudgedAtBoth() {
        Map<String, String> base = SeededRepository.files();
        Map<String, String> head = new TreeMap<>(base);
        replace(head, "ksail.prod.yaml", "clusters/prod", "clusters/prod-new");
        head.put("k8s/clusters/prod-new/kustomization.yaml", "resources:\n  - ../../bases/web\n");
        replace(head, PROD, "value: ClientIP", "value: clientip");

        List<String> lines = lines(judge(head, base, base));

        assertThat(lines).contains("prod new schema/wrong-enum " + PROD + ":45");
        assertThat(lines).contains("- new environment/entry-changed ksail.prod.yaml:1");
    }

    @Test
    void ksailFile_thatTurnsAwayFromTheLayout_doesNotHideIt() {
        Map<String, String> base = Map.of(
                "k8s/kustomization.yaml", "resources: [config.yaml]\n",
                "k8s/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
        for (String name : List.of("default", "prod")) {
            Map<String, String> head = new TreeMap<>(base);
            head.put(
                    "ksail.yaml",
                    "apiVersion: ksail.io/v1alpha1\nkind: Cluster\nmetadata: {name: %s}\nspec: {workload: {sourceDirectory: new}}\n"
                            .formatted(name));
            head.put("new/kustomization.yaml", "namespace: a\nresources: [config.yaml]\n");
            head.put("new/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
            head.put("k8s/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nspec: 1\n");

            Judgement judgement = judge(head, base, base);

            assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(lines(judgement)).contains("default new schema/unknown-field k8s/config.yaml:4");
        }
    }

    @Test
    void environment_thatBecomesAComponent_isJudgedAllTheSame() {
        Map<String, String> base = Map.of(
                "ksail.yaml", "apiVersion: ksail.io/v1alpha1\nkind: Cluster\n",
                "k8s/kustomization.yaml", "resources: [config.yaml]\n",
                "k8s/config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");
        Map<String, String> head = new TreeMap<>(base);
        head.compute(
                "k8s/kustomization.yaml",
                (file, text) -> "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n" + text);
        head.compute("k8s/config.yaml", (file, text) -> text + "spec: 1\n");

        assertThat(lines(judge(head, base, base))).contains("default new schema/unknown-field k8s/config.yaml:4");
    }

    @Test
    void environment_thatTheHeadAdds_isJudgedByTheDefaultSettings() {
        Map<String, String> base = SeededRepository.files();
        Map<String, String> head = new TreeMap<>(base);
        head.put(
                "ksail.staging.yaml",
                Objects.requireNonNull(base.get("ksail.prod.yaml")).replace("prod", "staging")
                        + "    validation:\n      skipKinds:\n        - Deployment\n");
        head.put("k8s/clusters/staging/kustomization.yaml", "resources:\n  - ../../bases/web\n  - pod.yaml\n");
        head.put(
                "k8s/clusters/staging/pod.yaml",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  replicas: many\n");

        assertThat(lines(judge(head, base, base)))
                .contains("staging new schema/wrong-type k8s/clusters/staging/pod.yaml:6");
    }

    @Test
    void files_thatNoEnvironmentReaches_areJudgedOnceAndApart() {
        Map<String, String> files = SeededRepository.files();
        files.put("k8s/apps/tool/kustomization.yaml", "resources:\n  - job.yaml\n  - ../tool-base\n");
        files.put("k8s/apps/tool/job.yaml", "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: tool\nspec: {}\n");
        files.put("k8s/apps/tool-base/kustomization.yaml", "resources:\n  - pod.yaml\n");
        files.put("k8s/apps/tool-base/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec: 3\n");
        files.put("k8s/extra/service.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  port: 1\n");
        files.put("k8s/extra/values.yaml", "replicas: many\n");
        files.put("k8s/chart/Chart.yaml", "name: chart\n");
        files.put("k8s/chart/templates/pod.yaml", "{{ if .Values.x }}\n: :\n");

        Judgement judgement = judge(files, files, null);

        assertThat(lines(judgement))
                .containsExactly(
                        // kustomize looks for names in the spec, and stops at a number
                        "- new kustomize/field-spec k8s/apps/tool-base/pod.yaml:5",
                        "- new schema/wrong-type k8s/apps/tool-base/pod.yaml:5",
                        "- new schema/missing-field k8s/apps/tool/job.yaml:5",
                        "- new schema/unknown-field k8s/extra/service.yaml:6")
                .doesNotHaveDuplicates();
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void base_thatOnlyItsOverlayCompletes_isWorthANotice() {
        Map<String, String> files = new TreeMap<>();
        files.put("k8s/base/kustomization.yaml", "resources:\n  - claim.yaml\n");
        files.put("k8s/base/claim.yaml", """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: data
            spec:
              accessModes: [ReadWriteOnce]
              resources:
                requests:
                  storage: FROM_OVERLAY
            """);
        files.put("k8s/prod/kustomization.yaml", "resources:\n  - ../base\npatches:\n  - path: size.yaml\n");
        files.put("k8s/prod/size.yaml", """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata:
              name: data
            spec:
              resources:
                requests:
                  storage: 1Gi
            """);

        Judgement completed = judge(files, files, null);

        assertThat(completed.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(completed.environments().get(0).counts().total()).isEqualTo(1);
        assertThat(completed.environments().get(0).findings())
                .extracting(judged -> judged.finding().severity())
                .containsExactly(Severity.NOTICE);

        Map<String, String> bare = new TreeMap<>(files);
        bare.put("k8s/prod/kustomization.yaml", "resources:\n  - ../base\n");
        bare.remove("k8s/prod/size.yaml");

        Judgement incomplete = judge(bare, files, files);

        assertThat(incomplete.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(lines(incomplete)).containsExactly("default new schema/wrong-format k8s/base/claim.yaml:9");
    }

    @Test
    void base_whoseOverlayDoesNotBuild_isJudgedAsItStands() {
        Map<String, String> files = new TreeMap<>();
        files.put("k8s/base/kustomization.yaml", "resources:\n  - pod.yaml\n");
        files.put("k8s/base/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec: 3\n");
        files.put(
                "k8s/prod/kustomization.yaml", "resources:\n  - ../base\n  - https://github.com/example/x//y?ref=v1\n");

        assertThat(lines(judge(files, files, null)))
                .containsExactly(
                        "default new kustomize/field-spec k8s/base/pod.yaml:5",
                        "default new schema/wrong-type k8s/base/pod.yaml:5",
                        "default new kustomize/remote-resource k8s/prod/kustomization.yaml:3");
    }

    @Test
    void patchOfAComponent_thatOnlySomeOverlaysNeed_isNotIdle() {
        Map<String, String> files = new TreeMap<>();
        files.put("k8s/component/kustomization.yaml", """
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            patches:
              - target:
                  kind: ConfigMap
                patch: '[{"op": "add", "path": "/data", "value": {"a": "b"}}]'
              - target:
                  kind: Job
                patch: '[{"op": "add", "path": "/spec/suspend", "value": true}]'
            """);
        String kustomization = "resources:\n  - it.yaml\ncomponents:\n  - ../component\n";
        files.put("k8s/one/kustomization.yaml", kustomization);
        files.put("k8s/one/it.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n");
        files.put("k8s/two/kustomization.yaml", kustomization);
        files.put("k8s/two/it.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: two\n");

        assertThat(lines(judge(files, files, null)))
                .containsExactly("default new kustomize/patch-no-effect k8s/component/kustomization.yaml:8");
    }

    @Test
    void files_thatAreNoManifests_arePassedOver() {
        Map<String, String> files = SeededRepository.files();
        files.put("k8s/mkdocs.yml", "slugify: !!python/object/apply:pymdownx.slugs.slugify\n");
        files.put("k8s/values.yaml", "a: {{ .b }}\n c\n");
        files.put("k8s/broken.yaml", "apiVersion: v1\nkind: Pod\n a: b\n");

        assertThat(lines(judge(files, files, null))).containsExactly("- new yaml/syntax k8s/broken.yaml:3");
    }

    @Test
    void patch_thatNoKustomizationUses_isNotCalledIncomplete() {
        Map<String, String> files = SeededRepository.files();
        String patch = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 3
              template:
                spec:
                  containers:
                    - name: web
                      imagePullPolicy: Always
            """;
        files.put("k8s/extra/patch.yaml", patch);

        Judgement judgement = judge(files, files, null);

        assertThat(lines(judgement)).containsExactly("- new source/unused-patch k8s/extra/patch.yaml:1");
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);

        files.put("k8s/extra/patch.yaml", patch.replace("Always", "always"));
        assertThat(lines(judge(files, files, null)))
                .containsExactlyInAnyOrder(
                        "- new source/unused-patch k8s/extra/patch.yaml:1",
                        "- new schema/wrong-enum k8s/extra/patch.yaml:11");

        Map<String, String> plain = Map.of("deployment.yaml", patch);
        assertThat(lines(judge(plain, plain, null))).contains("- new schema/missing-field deployment.yaml:5");
    }

    @Test
    void patchInAnOverlayOfABundle_thatNoKnownClusterUses_isNotCalledIncomplete() {
        Map<String, String> files = Map.of(
                "web/fleet.yaml",
                "targetCustomizations: [{name: prod}]\n",
                "web/map.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n",
                "web/overlays/later/deployment_patch.yaml",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n");

        Judgement judgement = judge(files, files, null);

        assertThat(lines(judgement)).isEmpty();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void remoteBase_couldNotBeChecked_andIsNeverGreen() {
        Map<String, String> files = with(
                PROD, "  - ../../bases/web\n", "  - ../../bases/web\n  - https://github.com/example/base//x?ref=v1\n");

        Judgement judgement = judge(files, files, null);

        assertThat(judgement.verdict()).isEqualTo(Verdict.COULD_NOT_CHECK);
        assertThat(lines(judgement)).containsExactly("prod new kustomize/remote-resource " + PROD + ":6");
    }

    @Test
    void judging_twice_givesTheSame() {
        Map<String, String> files = with(WORKER, "restartPolicy: Always", "restartPolicy: always");

        assertThat(judge(files, files, null)).isEqualTo(judge(files, files, null));
    }

    @Test
    void emptyTree_saysThatNothingWasJudged() {
        Judgement judgement = judge(Map.of("README.md", "# Nothing\n"), Map.of(), null);

        assertThat(lines(judgement)).containsExactly("- new environment/nothing-found nowhere");
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void environment_thatRendersNothing_isSaidTo() {
        Map<String, String> base = SeededRepository.files();
        Map<String, String> head = new TreeMap<>(base);
        head.put("k8s/clusters/local/kustomization.yaml", "resources: []\ncommonAnnotations: {}\n");

        assertThat(lines(judge(head, base, base)))
                .contains("local new environment/renders-nothing k8s/clusters/local/kustomization.yaml:1");
    }

    private Judgement judge(
            Map<String, String> head, Map<String, String> settings, @Nullable Map<String, String> mergeBase) {
        MemorySourceTree headTree = MemorySourceTree.of(head);
        return judge.judge(
                headTree,
                head == settings ? headTree : MemorySourceTree.of(settings),
                mergeBase == null ? null : MemorySourceTree.of(mergeBase));
    }

    private static Map<String, String> with(String file, String before, String after) {
        Map<String, String> files = new TreeMap<>(SeededRepository.files());
        replace(files, file, before, after);
        return files;
    }

    private static void replace(Map<String, String> files, String file, String before, String after) {
        assertThat(files.get(file)).containsOnlyOnce(before);
        files.compute(file, (name, text) -> text.replace(before, after));
    }

    private static List<String> lines(Judgement judgement) {
        List<String> lines = new ArrayList<>();
        judgement.environments().forEach(report -> report.findings()
                .forEach(judged -> lines.add(report.environment() + line(judged))));
        judgement.unreached().forEach(judged -> lines.add("-" + line(judged)));
        return lines;
    }

    private static String line(JudgedFinding judged) {
        Origin origin = judged.finding().origin();
        return (judged.isNew() ? " new " : " old ") + judged.finding().rule() + " "
                + (origin == null ? "nowhere" : origin.file() + ":" + origin.line());
    }
}
