package io.github.ksailbot.engine.manifest.yaml;

import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** What go-yaml refuses in scalars and the parser here takes: it would be rendered here and fail in the cluster. */
final class GoSyntax {
    private final String text;
    private final Places places;
    private final boolean escapedSlashes;
    /** Both move forwards only, so that a file of a million scalars is passed once. */
    private int codePoint;

    private int offset;

    /** @param text that is parsed */
    GoSyntax(String text, Places places) {
        this.text = text;
        this.places = places;
        this.escapedSlashes = text.contains("\\/");
    }

    /**
     * @param event the next scalar of the text
     * @throws YamlStop when go-yaml does not read it
     */
    void check(ScalarEvent event) {
        switch (event.getScalarStyle()) {
            case DOUBLE_QUOTED -> {
                if (escapedSlashes) {
                    checkEscapes(event);
                }
            }
            case LITERAL, FOLDED -> {
                if (beginsWithTab(event.getValue())) {
                    checkIndicator(event);
                }
            }
            default -> {
                // plain and single-quoted scalars are read alike
            }
        }
    }

    /** JSON's escape of a slash is none of YAML 1.1. */
    private void checkEscapes(ScalarEvent event) {
        int from = moveTo(event.getStartMark().orElseThrow());
        int to = moveTo(event.getEndMark().orElseThrow());
        for (int i = text.indexOf('\\', from); i >= 0 && i + 1 < to; i = text.indexOf('\\', i + 2)) {
            if (text.charAt(i + 1) == '/') {
                throw new YamlStop(SyntaxErrors.ofEscapedSlash(places.at(event.getStartMark())));
            }
        }
    }

    private static boolean beginsWithTab(String value) {
        int first = 0;
        while (first < value.length() && value.charAt(first) == '\n') {
            first++;
        }
        return first < value.length() && value.charAt(first) == '\t';
    }

    /** Where no number says how far the text is indented, go-yaml takes a tab on its first line for indentation. */
    private void checkIndicator(ScalarEvent event) {
        int header = moveTo(event.getStartMark().orElseThrow());
        while (text.charAt(header) != '|' && text.charAt(header) != '>') {
            header++;
        }
        String indicators = text.substring(header + 1, Math.min(text.length(), header + 3));
        if (indicators.chars().noneMatch(Character::isDigit)) {
            throw new YamlStop(SyntaxErrors.ofLeadingTab(places.at(event.getStartMark())));
        }
    }

    private int moveTo(Mark mark) {
        if (mark.getIndex() > codePoint) {
            offset = text.offsetByCodePoints(offset, mark.getIndex() - codePoint);
            codePoint = mark.getIndex();
        }
        return offset;
    }
}
