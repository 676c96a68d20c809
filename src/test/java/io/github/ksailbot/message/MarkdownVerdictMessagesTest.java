package io.github.ksailbot.message;

import static io.github.ksailbot.message.Samples.MESSAGES;
import static io.github.ksailbot.message.Samples.REVISION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.Annotation;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.Revision;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownVerdictMessagesTest {
    @Test
    void overall_newErrorsInOneEnvironment() {
        CheckRunOutput output = MESSAGES.overall(REVISION, Samples.failed());
        assertThat(output.title()).isEqualTo("2 new errors in prod, 1 already on main");
        assertThat(output.summary()).isEqualTo("""
                        ### ❌ 2 new errors in prod, 1 already on main

                        | Environment | Verdict | Valid | Invalid | Skipped | Not judged | New | Already on `main` |
                        |---|---|--:|--:|--:|--:|---|---|
                        | local | ✅ passed | 23 | 0 | 1 | 0 | – | – |
                        | prod | ❌ failed | 21 | 2 | 1 | 0 | 2 errors | 1 error |

                        ### Settings, and files that no environment reaches

                        #### New: 1 warning

                        - `ksail.yaml:4` — (warning) `clusterr` is not a setting. <sub>`settings/unknown-key`</sub>

                        <details><summary>Not validated: 2 manifests of 1 kind without schema</summary>

                        - `monitoring.coreos.com/v1 ServiceMonitor`: 2 manifests

                        </details>

                        <sub>Head `aaaaaaa`, base `bbbbbbb` of `main` · KSail Bot 1.2.3</sub>""");
        assertThat(output.annotations())
                .containsExactly(new Annotation(
                        "ksail.yaml",
                        4,
                        1,
                        Severity.WARNING,
                        "settings/unknown-key",
                        "`clusterr` is not a setting.",
                        ""));
    }

    @Test
    void environment_newFindingsOpenOldOnesFolded() {
        CheckRunOutput output = MESSAGES.environment(REVISION, Samples.broken(), Samples.failed());
        assertThat(output.title()).isEqualTo("2 new errors, 1 already on main");
        assertThat(output.summary()).isEqualTo("""
                        ### ❌ 2 new errors, 1 already on main

                        24 manifests of prod: 21 valid, 2 invalid, 1 skipped, 0 not judged.

                        #### New: 2 errors

                        - `k8s/clusters/prod/patch.yaml:7` — `replicas` is the text `three`, but must be an integer. \
                        **Fix:** Write a number, such as `3`. \
                        <sub>`Deployment/shop/web` · `spec.replicas` · `schema/wrong-type`</sub>
                          <details><summary>Where it comes from</summary><code>spec&#46;replicas</code>: patched in \
                        <code>k8s/clusters/prod/patch&#46;yaml&#58;7</code>, over \
                        <code>k8s/bases/apps/web/deployment&#46;yaml&#58;9</code>.</details>
                        - `k8s/bases/apps/web/service.yaml:5` — `prots` is not a field of `spec`. \
                        <sub>`Service/shop/web` · `spec.prots` · `schema/unknown-field`</sub>

                        <sub>Head `aaaaaaa`, base `bbbbbbb` of `main` · KSail Bot 1.2.3</sub>""");
        assertThat(output.text()).isEqualTo("""
                        <details><summary>Already on <code>main</code>: 1 error</summary>

                        - `k8s/bases/apps/web/service.yaml:8` — `prots` is not a field of `spec`. \
                        <sub>`Service/shop/web` · `spec.prots` · `schema/unknown-field`</sub>

                        </details>

                        <details><summary>Not validated: 1 manifest of 1 kind without schema</summary>

                        - `monitoring.coreos.com/v1 ServiceMonitor`: 1 manifest

                        </details>""");
    }

    @Test
    void environment_annotationsNewOnesFirstWithFixAndChain() {
        List<Annotation> annotations = MESSAGES.environment(REVISION, Samples.broken(), Samples.failed())
                .annotations();
        assertThat(annotations).extracting(Annotation::line).containsExactly(7, 5, 8);
        assertThat(annotations.get(0))
                .isEqualTo(new Annotation(
                        "k8s/clusters/prod/patch.yaml",
                        7,
                        13,
                        Severity.ERROR,
                        "schema/wrong-type",
                        "`replicas` is the text `three`, but must be an integer.\nFix: Write a number, such as `3`.",
                        "spec.replicas: patched in k8s/clusters/prod/patch.yaml:7,"
                                + " over k8s/bases/apps/web/deployment.yaml:9."));
    }

    @Test
    void comment_failed() {
        assertThat(MESSAGES.comment(REVISION, Samples.failed())).isEqualTo("""
                        ### ❌ 2 new errors in prod, 1 already on main

                        | Environment | Verdict | Manifests | New | Already on `main` |
                        |---|---|--:|---|---|
                        | local | ✅ passed | 24 | – | – |
                        | prod | ❌ failed | 24 | 2 errors | 1 error |

                        - `k8s/clusters/prod/patch.yaml:7` — `replicas` is the text `three`, but must be an integer.
                        - `k8s/bases/apps/web/service.yaml:5` — `prots` is not a field of `spec`.
                        - `ksail.yaml:4` — (warning) `clusterr` is not a setting.

                        Details are in the check runs `ksail`, `ksail / validate (prod)` of this commit.

                        <sub>Head `aaaaaaa`, base `bbbbbbb` of `main` · KSail Bot 1.2.3</sub>""");
    }

    @Test
    void comment_passed() {
        assertThat(MESSAGES.comment(REVISION, Samples.passed())).isEqualTo("""
                        ### ✅ All 2 environments are valid (48 manifests, 2 skipped)

                        | Environment | Verdict | Manifests | New | Already on `main` |
                        |---|---|--:|---|---|
                        | local | ✅ passed | 24 | – | – |
                        | prod | ✅ passed | 24 | – | – |

                        Details are in the check run `ksail` of this commit.

                        <sub>Head `aaaaaaa`, base `bbbbbbb` of `main` · KSail Bot 1.2.3</sub>""");
    }

    @Test
    void overall_nothingCompared() {
        Judgement alone = new Judgement(Verdict.FAILED, List.of(Samples.broken()), List.of(), false);
        CheckRunOutput output = MESSAGES.overall(REVISION, alone);
        assertThat(output.title()).isEqualTo("3 errors in prod");
        assertThat(output.summary() + MESSAGES.comment(REVISION, alone)).doesNotContainIgnoringCase("new", "already");
    }

    @Test
    void overall_onlyOldErrors() {
        EnvironmentReport report = Samples.report(
                "prod", Verdict.FAILED, List.of(Samples.unknown(false, 8)), new EnvironmentReport.Counts(9, 1, 0, 0));
        assertThat(title(Verdict.FAILED, List.of(report))).isEqualTo("No new errors, 1 error already on main");
    }

    @Test
    void overall_sameMistakeInTwoEnvironmentsIsOneError() {
        EnvironmentReport one = Samples.report(
                "local", Verdict.FAILED, List.of(Samples.unknown(true, 8)), new EnvironmentReport.Counts(9, 1, 0, 0));
        EnvironmentReport two = Samples.report(
                "prod", Verdict.FAILED, List.of(Samples.unknown(true, 8)), new EnvironmentReport.Counts(9, 1, 0, 0));
        assertThat(title(Verdict.FAILED, List.of(one, two))).isEqualTo("1 new error in local and prod");
    }

    @Test
    void overall_noEnvironment() {
        assertThat(title(Verdict.PASSED, List.of())).isEqualTo("Nothing to validate: no environment found");
    }

    @Test
    void overall_oneEnvironmentCouldNotBeChecked() {
        EnvironmentReport report = Samples.report(
                "prod",
                Verdict.COULD_NOT_CHECK,
                List.of(new JudgedFinding(Finding.error("source/unreadable", "`a.yaml` cannot be read.", null), true)),
                new EnvironmentReport.Counts(0, 0, 0, 1));
        assertThat(title(Verdict.COULD_NOT_CHECK, List.of(Samples.valid("local"), report)))
                .isEqualTo("Could not check prod");
        Judgement judgement =
                new Judgement(Verdict.COULD_NOT_CHECK, List.of(Samples.valid("local"), report), List.of(), true);
        assertThat(MESSAGES.environment(REVISION, report, judgement).title())
                .isEqualTo("Could not check: `a.yaml` cannot be read.");
    }

    @Test
    void couldNotCheck_saysWhyAndWhatNext() {
        CheckRunOutput output = MESSAGES.couldNotCheck(REVISION, "GitHub answered 502 to `GET /x`.");
        assertThat(output.title()).isEqualTo("Could not check: GitHub answered 502 to `GET /x`.");
        assertThat(output.summary()).isEqualTo("""
                        **Could not check.** GitHub answered 502 to `GET /x`.

                        This is no verdict on the change. Use **Re-run** to try again; when it comes back, the log of the \
                        bot says more.

                        <sub>Head `aaaaaaa`, base `bbbbbbb` of `main` · KSail Bot 1.2.3</sub>""");
    }

    @Test
    void superseded_andInProgress() {
        assertThat(MESSAGES.superseded(REVISION).title()).isEqualTo("Superseded by a newer commit");
        assertThat(MESSAGES.inProgress(REVISION, "Rendering 2 environments").title())
                .isEqualTo("Rendering 2 environments …");
    }

    @Test
    void footer_branchUnknown() {
        Revision unknown = new Revision(REVISION.head(), REVISION.base(), "", false, true);
        assertThat(MESSAGES.superseded(unknown).summary())
                .endsWith("<sub>Head `aaaaaaa`, base `bbbbbbb` · KSail Bot 1.2.3</sub>");
        assertThat(MESSAGES.overall(unknown, Samples.failed()).title())
                .isEqualTo("2 new errors in prod, 1 already on the base branch");
    }

    @Test
    void annotations_noLineNoAnnotation() {
        Finding noPlace = Finding.error("source/missing", "Nothing is there.", null);
        EnvironmentReport report = Samples.report(
                "prod",
                Verdict.FAILED,
                List.of(new JudgedFinding(noPlace, true), Samples.replicas(true)),
                new EnvironmentReport.Counts(0, 1, 0, 0));
        Judgement judgement = new Judgement(Verdict.FAILED, List.of(report), List.of(), true);
        CheckRunOutput output = MESSAGES.environment(REVISION, report, judgement);
        assertThat(output.annotations()).hasSize(1);
        assertThat(output.summary()).contains("1 finding shown on their lines, 1 only here.", "(no file) — Nothing");
    }

    private static String title(Verdict verdict, List<EnvironmentReport> reports) {
        return MESSAGES.overall(REVISION, new Judgement(verdict, reports, List.of(), true))
                .title();
    }
}
