package io.github.ksailbot.engine.argocd.glob;

import java.util.ArrayList;
import java.util.List;

/** A pattern with alternatives in braces as patterns without. */
final class Braces {
    private static final int MAX_PATTERNS = 500;

    private Braces() {}

    static List<String> expanded(String text) throws GlobException {
        List<String> done = new ArrayList<>();
        List<String> open = new ArrayList<>(List.of(text));
        while (!open.isEmpty()) {
            String one = open.remove(open.size() - 1);
            int begin = begin(one);
            if (begin < 0) {
                done.add(one);
            } else {
                int end = end(one, begin);
                for (String choice : choices(one.substring(begin + 1, end))) {
                    open.add(one.substring(0, begin) + choice + one.substring(end + 1));
                }
            }
            if (done.size() + open.size() > MAX_PATTERNS) {
                throw new GlobException("the pattern has more than %d alternatives".formatted(MAX_PATTERNS));
            }
        }
        return done;
    }

    private static int begin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '{') {
                return i;
            }
        }
        return -1;
    }

    private static int end(String text, int begin) throws GlobException {
        int depth = 0;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        throw new GlobException("a brace of the pattern is not closed");
    }

    private static List<String> choices(String inside) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                choices.add(inside.substring(from, i));
                from = i + 1;
            }
        }
        choices.add(inside.substring(from));
        return choices;
    }
}
