package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is left of texts when a resource is printed: kustomize writes it as JSON, and reads that as YAML 1.1. There a
 * {@code U+0085}, which JSON leaves as it is, breaks the line and is folded with the blanks around it, and other control
 * characters cannot be read at all.
 *
 * @see <a href="https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v2/readerc.go">goyaml.v2, readerc.go</a>
 */
final class PrintedTexts {
    private static final char NEXT_LINE = '\u0085';

    private final Consumer<Finding> findings;
    private final Work work;

    private PrintedTexts(Consumer<Finding> findings, Work work) {
        this.findings = findings;
        this.work = work;
    }

    /**
     * The same resource where all of its texts stay, as nearly all do.
     *
     * @param findings takes what cannot be printed
     */
    static Resource rewrite(Resource resource, Consumer<Finding> findings, Work work) {
        return resource.withRoot(new PrintedTexts(findings, work).mapping(resource.root()));
    }

    private MappingNode mapping(MappingNode mapping) {
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            check(entry.key(), true);
            Node value = node(entry.value());
            if (value != entry.value()) {
                changed.add(new Entry(entry.key(), value));
            }
        }
        return changed.isEmpty() ? mapping : mapping.with(changed);
    }

    private Node node(Node node) {
        work.spend(1);
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return sequence(sequence);
        }
        ScalarNode scalar = (ScalarNode) node;
        if (scalar.isQuotedNull()) {
            return ScalarNode.string("", scalar.origin());
        }
        check(scalar, false);
        return scalar.text().indexOf(NEXT_LINE) < 0
                ? scalar
                : ScalarNode.string(folded(scalar.text()), scalar.origin());
    }

    private SequenceNode sequence(SequenceNode sequence) {
        List<Node> items = new ArrayList<>(sequence.items().size());
        boolean changed = false;
        for (Node item : sequence.items()) {
            Node printed = node(item);
            changed |= printed != item;
            items.add(printed);
        }
        return changed ? new SequenceNode(items, sequence.origin()) : sequence;
    }

    private void check(ScalarNode scalar, boolean isKey) {
        String text = scalar.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x7f && (isRefused(c) || (isKey && c == NEXT_LINE))) {
                findings.accept(Finding.error(
                                "kustomize/control-character",
                                "kustomize cannot print this %s: it cannot read the character U+%04X in it again."
                                        .formatted(isKey ? "key" : "text", (int) c),
                                scalar.origin())
                        .withFix("Remove it, or keep such data under `binaryData`, or in Base64."));
                return;
            }
        }
    }

    private static boolean isRefused(char c) {
        return (c <= 0x9f && c != NEXT_LINE) || c >= '\uFFFE';
    }

    /** Each line break with the blanks around it as one space, several of them as one line break less. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            int breaks = 0;
            while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == NEXT_LINE)) {
                breaks += text.charAt(end) == NEXT_LINE ? 1 : 0;
                end++;
            }
            if (breaks > 0) {
                folded.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
            } else if (end > at) {
                folded.append(text, at, end);
            } else {
                folded.append(text.charAt(end++));
            }
            at = end;
        }
        return folded.toString();
    }
}
