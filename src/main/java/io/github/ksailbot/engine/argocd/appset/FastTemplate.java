package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts with names in braces, which ApplicationSets without {@code goTemplate} have. What has no value stays. */
final class FastTemplate {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private FastTemplate() {}

    /** @throws GoTemplateException if braces are opened and not closed */
    static String render(String text, Map<String, @Nullable Object> params) throws GoTemplateException {
        if (!isTemplate(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (true) {
            int open = text.indexOf(OPEN, at);
            if (open < 0) {
                return out.append(text.substring(at)).toString();
            }
            int close = text.indexOf(CLOSE, open + OPEN.length());
            if (close < 0) {
                throw new GoTemplateException("invalid template: Cannot find end tag=\"}}\"");
            }
            String tag = text.substring(open + OPEN.length(), close);
            out.append(text, at, open);
            if (!tag.isBlank() && params.get(tag.strip()) instanceof String value) {
                out.append(value);
            } else {
                out.append(OPEN).append(tag).append(CLOSE);
            }
            at = close + CLOSE.length();
        }
    }

    /** Whether one line has both braces. */
    private static boolean isTemplate(String text) {
        return text.lines().anyMatch(line -> {
            int open = line.indexOf(OPEN);
            return open >= 0 && line.indexOf(CLOSE, open + OPEN.length()) >= 0;
        });
    }
}
