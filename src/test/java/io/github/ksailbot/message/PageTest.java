package io.github.ksailbot.message;

import static io.github.ksailbot.message.Samples.MESSAGES;
import static io.github.ksailbot.message.Samples.REVISION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.CheckRunOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void list_tooLong_saysHowManyWereLeftOut() {
        Page page = new Page(30)
                .fixed("head\n")
                .list(2, "<", List.of("aaaa\n", "bbbb\n"), ">\n", left -> left + " left\n")
                .list(1, "[", List.of("cccc\n", "dddd\n"), "]\n", left -> left + " left\n");
        assertThat(page.render()).isEqualTo("head\n<2 left\n>\n[cccc\ndddd\n]");
    }

    @Test
    void list_fits_saysNothing() {
        Page page = new Page(30).list(1, "(", List.of("a\n", "b\n"), ")", left -> left + " left out of the page\n");
        assertThat(page.render()).isEqualTo("(a\nb\n)");
    }

    @Property(tries = 300)
    void render_neverLongerThanItsLimit(
            @ForAll @IntRange(min = 30, max = 400) int limit, @ForAll @IntRange(max = 40) int items) {
        List<String> list =
                IntStream.range(0, items).mapToObj(i -> "- ünüm " + i + "\n").toList();
        Page page = new Page(limit).fixed("fixed\n").list(1, "<", list, ">", left -> "+" + left + "\n");
        String text = page.render();
        assertThat(PlainText.bytes(text)).isLessThanOrEqualTo(limit);
        long shown = text.lines().filter(line -> line.contains("ünüm")).count();
        int said = text.lines()
                .filter(line -> line.contains("+"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                .sum();
        assertThat(shown + said).isEqualTo(items);
    }

    @Test
    void environment_thousandsOfFindings_keepsToEveryLimit() {
        List<JudgedFinding> findings = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            Origin base = Origin.of("k8s/bases/" + "長".repeat(50) + ".yaml", i + 1, 1);
            Origin origin = base.as(Writer.PATCH, base);
            findings.add(
                    new JudgedFinding(Finding.error("a/b", "`" + "😀".repeat(40) + "` is wrong.", origin), i < 2500));
        }
        EnvironmentReport report =
                Samples.report("prod", Verdict.FAILED, findings, new EnvironmentReport.Counts(1, 5000, 0, 0));
        Judgement judgement = new Judgement(Verdict.FAILED, List.of(report), findings, true);
        CheckRunOutput environment = MESSAGES.environment(REVISION, report, judgement);
        CheckRunOutput overall = MESSAGES.overall(REVISION, judgement);
        assertThat(environment.summary()).contains(" more findings that did not fit here.");
        assertThat(environment.text()).contains(" more findings that did not fit here.");
        assertThat(overall.summary()).contains(" more findings that did not fit here.");
        assertThat(environment.annotations()).hasSize(Limits.ANNOTATIONS);
        assertThat(environment.summary()).contains("200 findings shown on their lines, 4800 only here.");
        for (String text : List.of(environment.summary(), environment.text(), overall.summary())) {
            assertThat(PlainText.bytes(text)).isLessThanOrEqualTo(Limits.SUMMARY);
            assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
        }
        String comment = MESSAGES.comment(REVISION, judgement);
        assertThat(PlainText.bytes(comment)).isLessThanOrEqualTo(Limits.COMMENT);
        assertThat(comment).contains("- … and 2490 more in the check runs");
    }

    @Test
    void cut_betweenCodePoints() {
        assertThat(PlainText.cut("😀😀😀", 11)).isEqualTo("😀😀…");
        assertThat(PlainText.cut("😀😀😀", 12)).isEqualTo("😀😀😀");
        assertThat(PlainText.cut("abc", 255)).isEqualTo("abc");
    }

    @Test
    void visible_controlsAndLineBreaks() {
        assertThat(PlainText.visible("a\u202Eb\u200Dc\r\nd\te\u0007")).isEqualTo("a[U+202E]b[U+200D]c⏎d e[U+0007]");
    }
}
