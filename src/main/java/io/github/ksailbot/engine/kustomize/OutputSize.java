package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;

/**
 * How much YAML resources make. Values are shared as long as they are nodes, and written out each time they are used; each
 * line of a text is indented as deep as it stands.
 */
final class OutputSize {
    private static final int INDENT = 2;

    /** A longer line is folded where it has a space. */
    private static final int LINE = 80;

    /** Of what is written as an escape: a backslash, a letter and four digits. */
    private static final int ESCAPE = 6;

    private final Work work;
    private long characters;

    private OutputSize(Work work) {
        this.work = work;
    }

    /**
     * @param limit of characters, counted from above
     * @throws LimitExceeded when there are more
     */
    static void check(Iterable<Resource> resources, long limit, Work work) {
        OutputSize size = new OutputSize(work);
        for (Resource resource : resources) {
            size.add(resource.root(), 0);
            if (size.characters > limit) {
                throw LimitExceeded.of(
                        "This build renders to more than %d MiB of YAML; `%s` is where it goes beyond."
                                .formatted(limit >> 20, resource.id()),
                        resource.origin(),
                        "Render less at once, or keep such data out of manifests.");
            }
        }
    }

    private void add(Node node, int depth) {
        work.spend(1);
        if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                characters += INDENT * (long) depth + 2;
                add(entry.key().text(), depth);
                add(entry.value(), depth + 1);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                characters += INDENT * (long) depth + 2;
                add(item, depth + 1);
            }
        } else {
            add(((ScalarNode) node).text(), depth);
        }
    }

    private void add(String text, int depth) {
        work.write(text.length());
        int indent = INDENT * depth;
        long length = 1 + text.length() + (long) (text.length() / LINE) * indent;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                length += indent;
            } else if (c < ' ' || (c >= 0x7f && Character.isISOControl(c))) {
                length += ESCAPE;
            }
        }
        characters += length;
    }
}
