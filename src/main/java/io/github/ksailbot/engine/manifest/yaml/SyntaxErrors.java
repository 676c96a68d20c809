package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in a sentence that helps what the parser stumbled over. */
final class SyntaxErrors {
    /**
     * @param sign part of what the parser says
     * @param what a clause: what is wrong
     * @param fix one sentence
     */
    private record Explanation(String sign, String what, String fix) {}

    /** The first that fits, in this order. */
    private static final List<Explanation> EXPLANATIONS = List.of(
            new Explanation(
                    "mapping values are not allowed",
                    "a `:` stands where no value can begin",
                    "Indent the line like its neighbours; put a text that contains `: ` in quotes."),
            new Explanation(
                    "could not find expected ':'",
                    "a line that should be a key has no `:`",
                    "Write `key: value`, or indent the line if it continues the text above."),
            new Explanation(
                    "Do not use \\t(TAB)",
                    "a tab stands where the indentation is",
                    "Replace tabs by spaces; YAML is never indented by tabs."),
            new Explanation(
                    "cannot start any token",
                    "a value begins with a character that is reserved",
                    "Put the value in quotes."),
            new Explanation(
                    "expected <block end>",
                    "the line is not indented like the block that it stands in",
                    "Align it with the other keys or items of its block."),
            new Explanation(
                    "sequence entries are not allowed",
                    "a `-` stands where no list can begin",
                    "Start the list on a line of its own."),
            new Explanation(
                    "mapping keys are not allowed",
                    "a `?` stands where no key can begin",
                    "Put the value in quotes, or indent the line like its neighbours."),
            new Explanation(
                    "expected ',' or ']'",
                    "a list in brackets is not closed, or a comma is missing in it",
                    "Add the `,` or `]`; put template expressions in quotes."),
            new Explanation(
                    "expected ',' or '}'",
                    "a mapping in braces is not closed, or a comma is missing in it",
                    "Add the `,` or `}`; put template expressions such as `{{ name }}` in quotes."),
            new Explanation("found unexpected end of stream", "a quoted text is not closed", "Add the closing quote."),
            new Explanation(
                    "found unexpected document separator",
                    "a quoted text is not closed before the next document",
                    "Add the closing quote."),
            new Explanation(
                    "unknown escape character",
                    "a backslash in double quotes begins no escape that YAML has",
                    "Write the backslash twice, or use single quotes, in which it has no meaning."),
            new Explanation(
                    "expected escape sequence",
                    "an escape in double quotes has too few hexadecimal digits",
                    "Write the backslash twice, or use single quotes, in which it has no meaning."),
            new Explanation(
                    "leading empty lines contain more spaces",
                    "an empty line at the top of a block text has more spaces than the text",
                    "Remove the spaces from the empty lines."),
            new Explanation(
                    "chomping or indentation indicators",
                    "there is text behind the `|` or `>` that opens a block",
                    "Begin the text on the next line."),
            new Explanation(
                    "expected a comment or a line break",
                    "there is text behind the `|` or `>` that opens a block",
                    "Begin the text on the next line."),
            new Explanation("expected the node content", "a value is missing", "Write the value, or `null`."),
            new Explanation(
                    "alphabetic or numeric character",
                    "a `*` or `&` is not followed by a name",
                    "Put a text that begins with `*` or `&` in quotes."),
            new Explanation(
                    "undefined tag handle",
                    "a tag has a prefix that is not declared",
                    "Put a text that begins with `!` in quotes, or remove the tag."),
            new Explanation(
                    "<document start>",
                    "there is content behind the end of the document",
                    "Separate documents by a line `---`."),
            new Explanation(
                    "while scanning an a",
                    "a `*` or `&` is not followed by a name",
                    "Put a text that begins with `*` or `&` in quotes."),
            new Explanation(
                    "directive", "a line that begins with `%` is no directive that YAML has", "Remove the line."));

    private static final Explanation UNKNOWN = new Explanation(
            "",
            "the text does not follow YAML's grammar",
            "Compare the indentation, quotes and brackets around this place.");

    private static final Explanation AFTER_QUOTE = new Explanation(
            "",
            "there is text behind the quote that closes a value",
            "Put the whole value into one pair of quotes; double a `'` inside of single quotes.");

    private static final String TEMPLATE_FIX =
            "Put template expressions in quotes, or keep templates out of what is applied as it stands.";

    private SyntaxErrors() {}

    static Finding ofEscapedSlash(Origin scalar) {
        return Finding.error(
                        "yaml/syntax",
                        "The escape `\\\\/` is JSON's; kustomize reads the file as YAML 1.1, which has no such escape,"
                                + " and refuses it. The rest of the file was not read.",
                        scalar)
                .withFix("Write `/` without the backslash.");
    }

    static Finding ofLeadingTab(Origin scalar) {
        return Finding.error(
                        "yaml/syntax",
                        "The first line of a block text begins with a tab, which kustomize takes for indentation and"
                                + " refuses. The rest of the file was not read.",
                        scalar)
                .withFix("Say by a number how far the text is indented: `|2` for two spaces more than its key.");
    }

    /** A line {@code ---} with more behind it, above the document that it would begin. */
    static Finding ofSeparator(Origin origin) {
        return Finding.error(
                        "yaml/syntax",
                        "kustomize refuses a line that begins with `---` and has anything but a comment behind it. The"
                                + " rest of the file was not read.",
                        origin)
                .withFix("Begin the document on the next line.");
    }

    /** What stands behind the end of a document, and is no document of its own to kustomize. */
    static Finding ofIgnored(Origin origin) {
        return Finding.warning(
                        "yaml/ignored",
                        "kustomize reads one document between two lines `---`: what follows here is applied nowhere.",
                        origin)
                .withFix("Separate documents by a line `---`, or remove what is left over.");
    }

    /** An escape such as {@code \\u} in double quotes, at which the text ends. */
    static Finding ofCutEscape(String text, Places places) {
        int escape = Math.max(0, text.lastIndexOf('\\'));
        int line =
                (int) text.substring(0, escape).chars().filter(c -> c == '\n').count();
        int column = escape - (text.lastIndexOf('\n', escape) + 1);
        return finding(explanation("expected escape sequence"), "", "", places.at(line, column));
    }

    /** @param text that was parsed */
    static Finding of(YamlEngineException error, String text, Places places) {
        String problem = "";
        Optional<Mark> mark = Optional.empty();
        String opened = "";
        String line = "";
        if (error instanceof MarkedYamlEngineException marked) {
            problem = (marked.getContext() == null ? "" : marked.getContext()) + " " + marked.getProblem();
            mark = marked.getProblemMark().or(marked::getContextMark);
            opened = opened(marked, places);
            line = mark.map(place -> line(text, place.getLine())).orElse("");
        }
        String before = line.substring(
                        0, Math.min(line.length(), mark.map(Mark::getColumn).orElse(0)))
                .strip();
        Explanation explanation = problem.contains("<block end>") && (before.endsWith("'") || before.endsWith("\""))
                ? AFTER_QUOTE
                : explanation(problem);
        return finding(explanation, opened, line, places.at(mark));
    }

    /**
     * @param opened where the construct begins that goes wrong; empty when that says nothing more
     * @param line of the file; empty when nobody knows it
     */
    private static Finding finding(Explanation explanation, String opened, String line, Origin origin) {
        return Finding.error(
                        "yaml/syntax",
                        "This is not YAML: %s%s. The rest of the file was not read."
                                .formatted(explanation.what(), opened),
                        origin)
                .withFix(line.contains("{{") ? TEMPLATE_FIX : explanation.fix());
    }

    private static String line(String text, int number) {
        return text.lines().skip(number).findFirst().orElse("");
    }

    private static Explanation explanation(String problem) {
        for (Explanation explanation : EXPLANATIONS) {
            if (problem.contains(explanation.sign())) {
                return explanation;
            }
        }
        return UNKNOWN;
    }

    /** Where the quote, bracket or block began, when that is another line. */
    private static String opened(MarkedYamlEngineException error, Places places) {
        if (error.getContextMark().isEmpty() || error.getProblemMark().isEmpty()) {
            return "";
        }
        int from = places.at(error.getContextMark()).line();
        return from == places.at(error.getProblemMark()).line() ? "" : " (it began in line %d)".formatted(from);
    }
}
