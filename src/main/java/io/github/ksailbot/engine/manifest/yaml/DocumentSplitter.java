package io.github.ksailbot.engine.manifest.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a file into documents before any of it is parsed, as kustomize does: at each line that begins with {@code ---}.
 * Each part is then read by itself, and no more than the first document of it.
 *
 * @see <a href="https://github.com/kubernetes-sigs/kustomize/blob/kyaml/v0.19.0/kyaml/kio/byteio_reader.go">kyaml's
 *     splitDocuments</a>
 */
final class DocumentSplitter {
    private static final String SEPARATOR = "---";

    /**
     * One document, or none where there are only comments.
     *
     * @param text of the part
     * @param line of the file on which it begins, from 0
     * @param refusedSeparator whether the line above the part has more behind its {@code ---} than a comment, for which
     *     kustomize refuses the file
     */
    record Part(String text, int line, boolean refusedSeparator) {}

    private DocumentSplitter() {}

    static List<Part> split(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int fromLine = 0;
        boolean refused = false;
        int line = 0;
        int end = text.indexOf('\n');
        // the first line and one without an end separate nothing, nor does a line right below a separator
        boolean mayFollow = true;
        while (end >= 0) {
            int start = end + 1;
            int next = text.indexOf('\n', start);
            line++;
            if (mayFollow && next >= 0 && text.startsWith(SEPARATOR, start)) {
                parts.add(new Part(text.substring(from, start), fromLine, refused));
                String rest = text.substring(start + SEPARATOR.length(), next).strip();
                refused = !rest.isEmpty() && rest.charAt(0) != '#';
                from = next + 1;
                fromLine = line + 1;
                mayFollow = false;
            } else {
                mayFollow = true;
            }
            end = next;
        }
        parts.add(new Part(text.substring(from), fromLine, refused));
        return parts;
    }
}
