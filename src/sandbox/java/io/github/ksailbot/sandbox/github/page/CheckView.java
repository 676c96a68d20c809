package io.github.ksailbot.sandbox.github.page;

import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import java.nio.charset.StandardCharsets;

/** A check run with what it found, and the lines where. */
final class CheckView {

    private final World world;

    CheckView(World world) {
        this.world = world;
    }

    static void badge(Html body, CheckRun run) {
        String said = run.conclusion == null ? run.status : run.conclusion;
        body.tag("span", "state " + said, run.name + ": " + said.replace('_', ' '));
    }

    void show(Html body, CheckRun run) {
        body.raw("<article><header>");
        badge(body, run);
        body.raw(" ").tag("strong", "", run.title == null ? "" : run.title);
        body.raw(" <span class=\"muted\">").link("/" + run.suite.repo.fullName() + "/runs/" + run.id, "details");
        body.raw("</span></header><div class=\"text\">");
        body.raw(Markdown.html(run.summary == null ? "" : run.summary));
        body.raw(Markdown.html(run.text == null ? "" : run.text)).raw("</div>");
        run.annotations.forEach(annotation -> annotation(body, run, annotation));
        body.raw("</article>");
    }

    private void annotation(Html body, CheckRun run, CheckRun.Annotation annotation) {
        Repo repo = run.suite.repo;
        int line = annotation.startLine();
        String page = "/" + repo.fullName() + "/blob/" + run.headSha + "/" + annotation.path() + "#L" + line;
        body.raw("<div class=\"annotation ").text(annotation.level()).raw("\"><p>");
        body.link(page, annotation.path() + ":" + line);
        body.raw(" ")
                .tag("strong", "", annotation.title() == null ? "" : annotation.title())
                .raw("</p>");
        body.raw("<pre class=\"file\"><span><i>" + line + "</i>");
        body.text(sourceLine(run, annotation)).raw("</span></pre>");
        body.tag("p", "message", annotation.message()).raw("</div>");
    }

    private String sourceLine(CheckRun run, CheckRun.Annotation annotation) {
        byte[] content = History.file(world.git.of(run.suite.repo), run.headSha, annotation.path());
        if (content == null) {
            return "(no such file in this commit)";
        }
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
        int line = annotation.startLine();
        return line <= lines.length ? lines[line - 1] : "(no such line in this commit)";
    }
}
