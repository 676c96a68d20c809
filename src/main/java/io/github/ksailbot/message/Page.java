package io.github.ksailbot.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A Markdown text that keeps to a limit. Its parts stay in their order; when not everything fits, the list of the least
 * urgent part loses items from its end, and says how many. Items are kept whole, so that what they open they close.
 */
final class Page {
    private final int limit;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param limit in bytes of UTF-8
     */
    Page(int limit) {
        this.limit = limit;
    }

    /** A part that is always there: a few lines of our own. */
    Page fixed(String markdown) {
        parts.add(new Part(0, markdown, List.of(), "", left -> ""));
        return this;
    }

    /**
     * A part that may be shortened; nothing at all when there are no items.
     *
     * @param urgency 1 is shortened last
     * @param open before the items
     * @param items each a whole block that ends with a line break
     * @param close after the items
     * @param left says how many items were left out, as a block that ends with a line break
     */
    Page list(int urgency, String open, List<String> items, String close, IntFunction<String> left) {
        if (!items.isEmpty()) {
            parts.add(new Part(urgency, open, items, close, left));
        }
        return this;
    }

    /** The whole text, never longer than the limit. */
    String render() {
        List<Part> byUrgency = new ArrayList<>(parts);
        byUrgency.sort(Comparator.comparingInt(part -> part.urgency));
        int used = 0;
        for (Part part : byUrgency) {
            used += part.frame();
        }
        for (int i = byUrgency.size() - 1; i >= 0 && used > limit; i--) {
            used -= byUrgency.get(i).frame();
            byUrgency.get(i).dropped = true;
        }
        for (Part part : byUrgency) {
            used = part.fill(used, limit);
        }
        StringBuilder out = new StringBuilder();
        parts.forEach(part -> part.write(out));
        return out.toString().stripTrailing();
    }

    private static final class Part {
        private final int urgency;
        private final String open;
        private final List<String> items;
        private final String close;
        private final IntFunction<String> left;
        private int kept;
        private boolean dropped;

        Part(int urgency, String open, List<String> items, String close, IntFunction<String> left) {
            this.urgency = urgency;
            this.open = open;
            this.items = List.copyOf(items);
            this.close = close;
            this.left = left;
        }

        /** What it takes before its first item: room for saying that all were left out is kept till the end. */
        int frame() {
            return PlainText.bytes(open) + PlainText.bytes(close) + note();
        }

        private int note() {
            return items.isEmpty() ? 0 : PlainText.bytes(left.apply(items.size()));
        }

        int fill(int usedBefore, int limit) {
            int used = usedBefore;
            while (!dropped && kept < items.size()) {
                int more = PlainText.bytes(items.get(kept));
                // With the last item the note is not needed any more.
                int freed = kept == items.size() - 1 ? note() : 0;
                if (used + more - freed > limit) {
                    break;
                }
                used += more - freed;
                kept++;
            }
            return used;
        }

        void write(StringBuilder out) {
            if (dropped) {
                return;
            }
            out.append(open);
            items.subList(0, kept).forEach(out::append);
            if (kept < items.size()) {
                out.append(left.apply(items.size() - kept));
            }
            out.append(close);
        }
    }
}
