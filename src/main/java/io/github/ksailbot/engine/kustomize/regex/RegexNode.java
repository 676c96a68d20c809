package io.github.ksailbot.engine.kustomize.regex;

import java.util.List;

/** The syntax tree of a regular expression. */
sealed interface RegexNode {
    /** One code point of a set. */
    record One(CharSet set) implements RegexNode {}

    /** All in turn; none matches the empty text. */
    record Sequence(List<RegexNode> parts) implements RegexNode {}

    /** Any one of them. */
    record Either(List<RegexNode> branches) implements RegexNode {}

    /**
     * The same several times in turn.
     *
     * @param max -1: any number of times
     */
    record Repeat(RegexNode node, int min, int max) implements RegexNode {}

    /** Matches the empty text at some places only. */
    enum Place implements RegexNode {
        TEXT_BEGIN,
        TEXT_END,
        LINE_BEGIN,
        LINE_END,
        WORD_BOUNDARY,
        NO_WORD_BOUNDARY
    }
}
