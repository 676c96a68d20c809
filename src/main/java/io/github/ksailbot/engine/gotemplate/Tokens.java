package io.github.ksailbot.engine.gotemplate;

import io.github.ksailbot.engine.gotemplate.Token.Kind;
import java.util.List;

/** Where a parser is. */
final class Tokens {
    private final List<Token> all;
    private int at;

    Tokens(List<Token> all) {
        this.all = all;
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    Token peek() {
        return all.get(at);
    }

    Token nextNonSpace() {
        skip();
        return next();
    }

    Token peekNonSpace() {
        skip();
        return peek();
    }

    private void skip() {
        while (peek().kind() == Kind.SPACE) {
            at++;
        }
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    GoTemplateException unexpected(Token token, String context) {
        String found = token.kind() == Kind.END ? "EOF" : "\"" + token.text() + "\"";
        return new GoTemplateException("template: :%d: unexpected %s in %s".formatted(token.line(), found, context));
    }

    GoTemplateException error(String message) {
        return new GoTemplateException("template: :%d: %s".formatted(peek().line(), message));
    }
}
