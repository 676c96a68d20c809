package io.github.ksailbot.outside.chart;

import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.helm.template.Rendering.Cause;
import io.github.ksailbot.engine.helm.template.Rendering.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Helm prints, taken apart. */
final class HelmOutput {
    private static final Pattern DOCUMENT = Pattern.compile("(?m)^---\\n# Source: (.+)\\n");
    private static final String TEMPLATES = "/templates/";

    /** Line and column behind the path of a template. */
    private static final Pattern NUMBERS = Pattern.compile("(:\\d{1,7}){0,2}");

    private static final int LONGEST_PATH = 500;
    private static final Pattern HINT = Pattern.compile("Use --debug flag to render out invalid YAML\\s*$");

    /** A file at the top of the chart that is no YAML, with the line where that is known. */
    private static final Pattern UNREADABLE =
            Pattern.compile("^cannot load ([A-Za-z.]{1,40}): (?:[^\\n]{0,200}? line (\\d{1,7}):)?");

    private static final String VALUES = "values don't meet the specifications of the schema";

    private HelmOutput() {}

    static Rendering documents(Chart chart, String output) {
        List<Document> documents = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        Matcher matcher = DOCUMENT.matcher(output);
        boolean isFound = matcher.find();
        while (isFound) {
            String template = matcher.group(1).strip();
            int begin = matcher.end();
            isFound = matcher.find();
            String yaml = output.substring(begin, isFound ? matcher.start() : output.length());
            if (template.endsWith(ChartCopy.END)) {
                ended.add(ChartCopy.endOf(yaml));
            } else {
                documents.add(new Document(template, yaml));
            }
        }
        // a template that makes Helm panic ends without manifests and without an error
        return ended.contains("")
                ? new Rendering.Documents(documents, leftOut(chart, ended), List.of())
                : new Rendering.Failure(Cause.CHART, "Helm gave up on it without a word", "");
    }

    /** Nothing of a library is rendered, whether it is left out or not. */
    private static Set<String> leftOut(Chart chart, Set<String> ended) {
        Set<String> leftOut = new HashSet<>(chart.parts());
        leftOut.removeAll(ended);
        leftOut.removeIf(part -> chart.isLibrary(part));
        return leftOut;
    }

    static Rendering.Failure failure(String error) {
        String why = HINT.matcher(error).replaceAll("").strip();
        Matcher unreadable = UNREADABLE.matcher(why);
        String place = unreadable.lookingAt() ? file(unreadable) : place(why);
        return new Rendering.Failure(why.startsWith(VALUES) ? Cause.VALUES : Cause.CHART, why, place);
    }

    private static String file(Matcher unreadable) {
        String line = unreadable.group(2);
        return "./" + unreadable.group(1) + (line == null ? "" : ":" + line);
    }

    /** The last place of a template is the innermost: where it happened, not who included it. */
    private static String place(String why) {
        String last = "";
        Matcher numbers = NUMBERS.matcher(why);
        int at = why.indexOf(TEMPLATES);
        while (at >= 0) {
            int begin = at;
            while (begin > 0 && at - begin < LONGEST_PATH && isInPath(why.charAt(begin - 1))) {
                begin--;
            }
            int end = at + TEMPLATES.length();
            while (end < why.length() && end - at < LONGEST_PATH && !isBehindPath(why.charAt(end))) {
                end++;
            }
            int path = end;
            if (numbers.region(path, why.length()).lookingAt()) {
                end = numbers.end();
            }
            // without a line it is the name of the template that a place was told of before
            if (begin < at && (end > path || last.isEmpty())) {
                last = why.substring(begin, end);
            }
            at = why.indexOf(TEMPLATES, end);
        }
        return last;
    }

    private static boolean isInPath(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '/' || c == '.' || c == '_' || c == '-');
    }

    private static boolean isBehindPath(char c) {
        return Character.isWhitespace(c) || c == ':' || c == '(' || c == ')' || c == '"';
    }
}
