package io.github.ksailbot.engine.scan.exception;

import io.github.ksailbot.engine.kustomize.regex.Regex;
import io.github.ksailbot.engine.kustomize.regex.RegexSyntaxException;
import io.github.ksailbot.engine.kustomize.work.LimitExceeded;
import io.github.ksailbot.engine.kustomize.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * A value of an exception: the text itself, or a regular expression in Go's syntax for the whole of it. Matching takes time
 * in proportion to expression and text, whatever both are, and all values of one file share a limit: beyond it nothing is
 * excepted.
 */
final class Wanted {
    private final String text;
    private final boolean anyCase;
    private final @Nullable Regex pattern;
    private final Work work;

    private Wanted(String text, boolean anyCase, Work work) {
        this.text = text;
        this.anyCase = anyCase;
        this.work = work;
        this.pattern = compile(anyCase ? "(?i)" + text : text);
    }

    static Wanted exactly(String text, Work work) {
        return new Wanted(text, false, work);
    }

    static Wanted inAnyCase(String text, Work work) {
        return new Wanted(text, true, work);
    }

    private static @Nullable Regex compile(String text) {
        try {
            return Regex.compile(text, Work.unlimited());
        } catch (RegexSyntaxException e) {
            // The text itself is still meant.
            return null;
        }
    }

    boolean matches(String value) {
        if (anyCase ? text.equalsIgnoreCase(value) : text.equals(value)) {
            return true;
        }
        if (pattern == null) {
            return false;
        }
        // A file of exceptions may serve several scans at a time.
        synchronized (work) {
            try {
                return pattern.matches(value, work);
            } catch (LimitExceeded e) {
                return false;
            }
        }
    }

    /** As it was written, within quotes, so that nothing in it reads like what stands beside it. */
    @Override
    public String toString() {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
