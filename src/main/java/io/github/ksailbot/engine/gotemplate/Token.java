package io.github.ksailbot.engine.gotemplate;

/**
 * A piece of a template.
 *
 * @param text as it was written; for {@code TEXT} after trimming, for a field or variable its name
 * @param line from 1
 */
record Token(Kind kind, String text, int line) {
    enum Kind {
        TEXT,
        /** Begins an action. */
        OPEN,
        /** Ends an action. */
        CLOSE,
        WORD,
        FIELD,
        VARIABLE,
        DOT,
        STRING,
        RAW_STRING,
        CHARACTER,
        NUMBER,
        /** One of {@code | ( ) , := =}. */
        SIGN,
        SPACE,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }
}
