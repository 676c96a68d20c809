package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.workflow.Annotation;
import io.github.ksailbot.workflow.CheckRun;
import io.github.ksailbot.workflow.CheckRunOutput;
import io.github.ksailbot.workflow.Conclusion;
import java.util.List;
import java.util.Locale;

/** A check run in GitHub's words. Keeps to its limits, whatever it is given. */
final class CheckRunJson {
    /** Of one request. */
    static final int ANNOTATIONS = 50;

    private static final int TITLE = 255;
    private static final int MARKDOWN = 65_535;
    private static final int PLAIN = 64 * 1024;

    private CheckRunJson() {}

    /** The run with some of its annotations; concluded when {@code last} and the run has a conclusion. */
    static ObjectNode of(CheckRun run, List<Annotation> annotations, boolean last) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Conclusion conclusion = run.conclusion();
        if (last && conclusion != null) {
            json.put("status", "completed").put("conclusion", conclusion.name().toLowerCase(Locale.ROOT));
        } else {
            json.put("status", "in_progress");
        }
        CheckRunOutput output = run.output();
        ObjectNode to = json.putObject("output")
                .put("title", Cut.to(TITLE, output.title()))
                .put("summary", Cut.to(MARKDOWN, output.summary()));
        if (!output.text().isEmpty()) {
            to.put("text", Cut.to(MARKDOWN, output.text()));
        }
        if (!annotations.isEmpty()) {
            ArrayNode array = to.putArray("annotations");
            annotations.forEach(annotation -> array.add(json(annotation)));
        }
        return json;
    }

    private static ObjectNode json(Annotation annotation) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("path", annotation.path())
                .put("start_line", annotation.line())
                .put("end_line", annotation.line());
        if (annotation.column() > 0) {
            json.put("start_column", annotation.column()).put("end_column", annotation.column());
        }
        json.put("annotation_level", level(annotation.severity()))
                .put("message", Cut.to(PLAIN, annotation.message()))
                .put("title", Cut.to(TITLE, annotation.title()));
        if (!annotation.details().isEmpty()) {
            json.put("raw_details", Cut.to(PLAIN, annotation.details()));
        }
        return json;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "failure";
            case WARNING -> "warning";
            case NOTICE -> "notice";
        };
    }
}
