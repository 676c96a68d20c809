package io.github.ksailbot.delivery.argocd;

import java.util.List;
import java.util.Locale;

/** Which errors are about where the content comes from. */
final class SourceErrors {
    private static final List<String> PHRASES = List.of(
            "manifest unknown",
            "not found",
            "does not exist",
            "failed to fetch",
            "repository not found",
            "unable to resolve",
            "connection refused");

    private SourceErrors() {}

    static boolean isOne(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return PHRASES.stream().anyMatch(text::contains);
    }
}
