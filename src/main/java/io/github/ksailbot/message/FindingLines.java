package io.github.ksailbot.message;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.verdict.JudgedFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A finding as one item of a Markdown list, and the chain of its origins as a sentence. */
final class FindingLines {
    private FindingLines() {}

    static List<String> full(List<JudgedFinding> findings) {
        return findings.stream().map(found -> full(found.finding())).toList();
    }

    static List<String> brief(List<JudgedFinding> findings) {
        return findings.stream().map(found -> brief(found.finding())).toList();
    }

    /** Place, message, fix, resource and rule, with the chain of origins folded where there is one. */
    private static String full(Finding finding) {
        StringBuilder item = new StringBuilder("- ")
                .append(place(finding))
                .append(" — ")
                .append(severity(finding.severity()))
                .append(Markdown.sentence(finding.message(), Limits.MESSAGE));
        if (!finding.fix().isEmpty()) {
            item.append(" **Fix:** ").append(Markdown.sentence(finding.fix(), Limits.MESSAGE));
        }
        item.append(" <sub>").append(about(finding)).append("</sub>\n");
        Origin origin = finding.origin();
        if (origin != null && origin.before() != null) {
            // HTML up to the next blank line, so that Markdown has no say in it.
            item.append("  <details><summary>Where it comes from</summary>")
                    .append(chain(finding, origin, Markdown::htmlCode))
                    .append("</details>\n");
        }
        return item.toString();
    }

    private static String brief(Finding finding) {
        return "- " + place(finding) + " — " + severity(finding.severity())
                + Markdown.sentence(finding.message(), Limits.MESSAGE / 4) + "\n";
    }

    private static String place(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? "(no file)" : Markdown.code(location(origin.location()));
    }

    /** Without the column: people look for the line. */
    private static String location(Location place) {
        return place.line() == 0 ? place.file() : place.file() + ":" + place.line();
    }

    /** Errors are what the list is about; only the others are named. */
    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "";
            case WARNING -> "(warning) ";
            case NOTICE -> "(notice) ";
        };
    }

    private static String about(Finding finding) {
        List<String> parts = new ArrayList<>();
        if (finding.resource() != null) {
            parts.add(Markdown.code(finding.resource().toString()));
        }
        if (!finding.field().isEmpty()) {
            parts.add(Markdown.code(finding.field()));
        }
        parts.add(Markdown.code(finding.rule().value()));
        return String.join(" · ", parts);
    }

    /** For an annotation: the same in plain text; empty where there is no chain. */
    static String plainChain(Finding finding) {
        Origin origin = finding.origin();
        return origin == null || origin.before() == null
                ? ""
                : chain(finding, origin, name -> PlainText.line(name, Limits.NAME));
    }

    private static String chain(Finding finding, Origin origin, Function<String, String> name) {
        StringBuilder out = new StringBuilder(finding.field().isEmpty() ? "It" : name.apply(finding.field()))
                .append(
                        origin.writer() == Writer.FILE
                                ? " is set in "
                                : ": " + origin.writer().verb() + " in ")
                .append(name.apply(location(origin.place())));
        for (Origin step = origin.before(); step != null; step = step.before()) {
            out.append(", over ").append(name.apply(location(step.place())));
            if (step.writer() != Writer.FILE) {
                out.append(" (").append(step.writer().verb()).append(')');
            }
        }
        return out.append('.').toString();
    }
}
