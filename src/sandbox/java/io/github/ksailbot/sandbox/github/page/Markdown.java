package io.github.ksailbot.sandbox.github.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little of GitHub's Markdown that reports are written in: headings, lists, tables, fences, quotes, emphasis, code,
 * links to the web, {@code <details>}. All else is shown as it is written; no markup of the text's own survives.
 */
final class Markdown {

    private static final Pattern DETAILS =
            Pattern.compile("</?(?:details|summary|sub|sup|br|kbd)(?: open)?\\s*/?>", Pattern.CASE_INSENSITIVE);

    private static final Pattern INLINE = Pattern.compile("(`+)(.+?)\\1"
            + "|\\*\\*(.+?)\\*\\*"
            + "|(?<![\\w*])\\*([^*\\s][^*]*)\\*(?!\\w)"
            + "|(?<!\\w)_([^_\\s][^_]*)_(?!\\w)"
            + "|\\[([^\\]]*)]\\((https?://[^)\\s]+)\\)"
            + "|\\\\([\\\\`*_{}\\[\\]()#+\\-.!|<>~@&])");

    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+]|\\d+\\.)\\s+(.*)");

    private static final Pattern RULER = Pattern.compile("\\s*\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)*\\|?\\s*");

    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,}).*");

    private final StringBuilder out = new StringBuilder();
    private final List<String> lines;
    private int at;

    private Markdown(String text) {
        this.lines = List.of(
                text.replace("\r\n", "\n").replaceAll("(?s)<!--.*?-->", "").split("\n", -1));
    }

    static String html(String text) {
        Markdown markdown = new Markdown(text);
        while (markdown.at < markdown.lines.size()) {
            markdown.block();
        }
        return markdown.out.toString();
    }

    private void block() {
        String line = lines.get(at);
        Matcher fence = FENCE.matcher(line);
        if (fence.matches()) {
            fence(fence.group(1));
        } else if (line.isBlank()) {
            at++;
        } else if (line.matches("#{1,6} .*")) {
            int level = line.indexOf(' ');
            out.append("<h").append(level).append('>').append(inline(line.substring(level + 1)));
            out.append("</h").append(level).append(">\n");
            at++;
        } else if (ITEM.matcher(line).matches()) {
            list();
        } else if (line.contains("|")
                && at + 1 < lines.size()
                && RULER.matcher(lines.get(at + 1)).matches()) {
            table();
        } else if (line.startsWith(">")) {
            quote();
        } else {
            paragraph();
        }
    }

    private void fence(String marker) {
        at++;
        out.append("<pre>");
        while (at < lines.size() && !lines.get(at).strip().startsWith(marker)) {
            out.append(Html.escape(lines.get(at++))).append('\n');
        }
        at++;
        out.append("</pre>\n");
    }

    private void list() {
        out.append("<ul>");
        for (Matcher item = ITEM.matcher(lines.get(at)); item.matches(); item = ITEM.matcher(lines.get(at))) {
            out.append("<li>").append(inline(item.group(1))).append("</li>");
            if (++at == lines.size()) {
                break;
            }
        }
        out.append("</ul>\n");
    }

    private void table() {
        out.append("<table><thead>");
        row(lines.get(at), "th");
        out.append("</thead><tbody>");
        at += 2;
        while (at < lines.size() && lines.get(at).contains("|")) {
            row(lines.get(at++), "td");
        }
        out.append("</tbody></table>\n");
    }

    private void row(String line, String cell) {
        String inner = line.strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
        out.append("<tr>");
        for (String text : inner.split("(?<!\\\\)\\|", -1)) {
            out.append('<').append(cell).append('>').append(inline(text.strip()));
            out.append("</").append(cell).append('>');
        }
        out.append("</tr>");
    }

    private void quote() {
        out.append("<blockquote>");
        while (at < lines.size() && lines.get(at).startsWith(">")) {
            out.append(inline(lines.get(at++).substring(1).strip())).append("<br>");
        }
        out.append("</blockquote>\n");
    }

    private void paragraph() {
        List<String> text = new ArrayList<>();
        do {
            text.add(inline(lines.get(at++)));
        } while (at < lines.size()
                && !lines.get(at).isBlank()
                && !FENCE.matcher(lines.get(at)).matches()
                && !ITEM.matcher(lines.get(at)).matches());
        String joined = String.join("\n", text);
        // A paragraph around the tags of a fold would break them.
        out.append(joined.contains("<details") || joined.contains("</details") ? joined : "<p>" + joined + "</p>");
        out.append('\n');
    }

    static String inline(String text) {
        StringBuilder html = new StringBuilder();
        Matcher tags = DETAILS.matcher(text);
        int from = 0;
        while (tags.find()) {
            html.append(spans(text.substring(from, tags.start()))).append(tags.group());
            from = tags.end();
        }
        return html.append(spans(text.substring(from))).toString();
    }

    private static String spans(String text) {
        StringBuilder html = new StringBuilder();
        Matcher span = INLINE.matcher(text);
        int from = 0;
        while (span.find()) {
            html.append(entities(text.substring(from, span.start())));
            from = span.end();
            if (span.group(2) != null) {
                html.append("<code>").append(Html.escape(span.group(2).strip())).append("</code>");
            } else if (span.group(3) != null) {
                html.append("<strong>").append(spans(span.group(3))).append("</strong>");
            } else if (span.group(4) != null || span.group(5) != null) {
                String inner = span.group(4) != null ? span.group(4) : span.group(5);
                html.append("<em>").append(spans(inner)).append("</em>");
            } else if (span.group(7) != null) {
                html.append("<a rel=\"noreferrer\" href=\"")
                        .append(Html.escape(span.group(7)))
                        .append("\">");
                html.append(Html.escape(span.group(6))).append("</a>");
            } else {
                html.append(Html.escape(span.group(8)));
            }
        }
        return html.append(entities(text.substring(from))).toString();
    }

    /** Escapes, but for the entities that are written out, which mean characters as on GitHub. */
    private static String entities(String text) {
        return Html.escape(text).replaceAll("&amp;(#?\\w{1,8};)", "&$1");
    }
}
