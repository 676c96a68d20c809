package io.github.ksailbot.message;

import static io.github.ksailbot.message.Samples.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.verdict.EnvironmentReport;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import io.github.ksailbot.engine.verdict.Judgement;
import io.github.ksailbot.engine.verdict.Verdict;
import io.github.ksailbot.workflow.Annotation;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.Revision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in names and messages, GitHub shows it as text. */
class HostileTextTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z!?][^ >]*)");
    private static final Pattern UNESCAPED_BACKQUOTES = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*(`+)");

    private static final Pattern CODE = Pattern.compile("`[^`]*`|<code>.*?</code>");

    @Provide
    Arbitrary<String> hostile() {
        return texts();
    }

    static Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "@octocat",
                "@org/team",
                "#1",
                "GH-7",
                "a/b#2",
                "<img src=x>",
                "<!-- ",
                "-->",
                "</details>",
                "<details>",
                "</code>",
                "![x](http://e.org/t)",
                "[a](javascript:b)",
                "](",
                "][",
                "]:",
                "https://e.org",
                "www.e.org",
                "`",
                "``",
                "```",
                "~~~",
                "|",
                "\\",
                "\\`",
                "\n",
                "\r\n",
                "\n\n- x",
                "\n# h",
                "> q",
                "1. ",
                "- ",
                "***",
                "a@b.example",
                "\u202E",
                "\u200B",
                "\u0000",
                "\uD800",
                "$`x`$",
                "&#64;x",
                "&lt;img",
                "::error::",
                "  ",
                "k8s/base/a.yaml",
                "spec.containers[0].image",
                "ü",
                "日本",
                "😀");
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, pieces),
                        net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(12)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(list -> String.join("", list));
    }

    @Property(tries = 500)
    void everyMessage_hostileText(
            @ForAll("hostile") String a, @ForAll("hostile") String b, @ForAll("hostile") String c) {
        for (String markdown : everything(a, b, c)) {
            assertHarmless(markdown);
        }
    }

    @Property(tries = 500)
    void text_hostileText(@ForAll("hostile") String raw) {
        assertHarmless(Markdown.text(raw));
        assertHarmless(Markdown.code(raw));
        assertHarmless(Markdown.sentence(raw, 100));
        assertThat(Markdown.code(raw)).doesNotContain("\n", "|");
    }

    private static List<String> everything(String a, String b, String c) {
        Origin origin = Origin.of(a, 3, 1).as(Writer.PATCH, Origin.of(b, 4, 2));
        ResourceId resource = new ResourceId(a, b, c, a, b);
        Finding finding = new Finding(RuleId.of("a/b"), Severity.ERROR, c, resource, a, origin, b);
        List<JudgedFinding> findings = List.of(new JudgedFinding(finding, true), new JudgedFinding(finding, false));
        EnvironmentReport report = new EnvironmentReport(
                new io.github.ksailbot.engine.environment.EnvironmentName("prod"),
                Verdict.FAILED,
                findings,
                new EnvironmentReport.Counts(1, 1, 1, 1),
                new TreeMap<>(Map.of(b, 1)));
        Judgement judgement = new Judgement(Verdict.FAILED, List.of(report), findings, true);
        Revision revision = new Revision(Samples.REVISION.head(), Samples.REVISION.base(), c, true, true);
        List<String> out = new ArrayList<>();
        for (CheckRunOutput output : List.of(
                MESSAGES.overall(revision, judgement),
                MESSAGES.environment(revision, report, judgement),
                MESSAGES.couldNotCheck(revision, a),
                MESSAGES.inProgress(revision, b))) {
            out.add(output.summary());
            out.add(output.text());
            assertThat(output.title()).doesNotContain("\n", "\u202E", "\u200B", "\u0000");
            for (Annotation annotation : output.annotations()) {
                assertThat(annotation.message()).doesNotContain("\u202E", "\u0000");
            }
        }
        out.add(MESSAGES.comment(revision, judgement));
        return out;
    }

    static void assertHarmless(String markdown) {
        assertThat(markdown)
                .doesNotContain("<img", "](", "://", "\u202E", "\u200B", "\u0000", "```")
                .doesNotContainPattern("@[A-Za-z0-9]")
                .doesNotContainPattern("#[0-9](?!\\d*;)")
                .doesNotContainPattern("(?i)www\\.");
        // GitHub makes no references inside code.
        assertThat(CODE.matcher(markdown.replaceAll("\\\\.", "")).replaceAll(""))
                .doesNotContainPattern("(?i)GH-[0-9]");
        // A lone surrogate would not survive being encoded.
        assertThat(new String(markdown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(markdown);
        assertTagsNest(markdown);
        for (String line : markdown.split("\n", -1)) {
            long fences = UNESCAPED_BACKQUOTES
                    .matcher(line)
                    .results()
                    .peek(run -> assertThat(run.group(1)).as(line).hasSize(1))
                    .count();
            assertThat(fences % 2).as(line).isZero();
        }
    }

    private static void assertTagsNest(String markdown) {
        List<String> open = new ArrayList<>();
        Matcher tags = TAG.matcher(markdown);
        while (tags.find()) {
            String name = tags.group(2);
            assertThat(name).isIn("details", "summary", "sub", "code", "pre", "br");
            if (name.equals("br")) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.add(name);
            } else {
                assertThat(open).isNotEmpty();
                assertThat(open.remove(open.size() - 1)).isEqualTo(name);
            }
        }
        assertThat(open).isEmpty();
    }
}
