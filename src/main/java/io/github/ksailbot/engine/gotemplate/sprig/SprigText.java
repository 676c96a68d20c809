package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Quotes;
import io.github.ksailbot.engine.gotemplate.StringMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts: cutting, joining, comparing. Positions count bytes, as Go's do. */
final class SprigText {
    static final Map<String, GoFunction> ALL = Map.ofEntries(
            Map.entry("trim", a -> strip(a.exactly(1).string(0))),
            Map.entry("upper", a -> a.exactly(1).string(0).toUpperCase(Locale.ROOT)),
            Map.entry("lower", a -> a.exactly(1).string(0).toLowerCase(Locale.ROOT)),
            Map.entry("trimAll", SprigText::trimAll),
            Map.entry("trimall", SprigText::trimAll),
            Map.entry("trimSuffix", SprigText::trimSuffix),
            Map.entry("trimPrefix", SprigText::trimPrefix),
            Map.entry("contains", a -> a.exactly(2).string(1).contains(a.string(0))),
            Map.entry("hasPrefix", a -> a.exactly(2).string(1).startsWith(a.string(0))),
            Map.entry("hasSuffix", a -> a.exactly(2).string(1).endsWith(a.string(0))),
            Map.entry("repeat", SprigText::repeat),
            Map.entry("substr", SprigText::substr),
            Map.entry("trunc", SprigText::trunc),
            Map.entry("replace", SprigText::replace),
            Map.entry("quote", a -> quoted(a, true)),
            Map.entry("squote", a -> quoted(a, false)),
            Map.entry("cat", SprigText::cat),
            Map.entry("indent", a -> indent(a.exactly(2), "")),
            Map.entry("nindent", a -> indent(a.exactly(2), "\n")),
            Map.entry("plural", a -> a.exactly(3).integer(2) == 1 ? a.string(0) : a.string(1)),
            Map.entry("toString", a -> a.exactly(1).printed(0)),
            Map.entry("toStrings", a -> Casts.texts(a.exactly(1).get(0), a.meter())),
            Map.entry("join", SprigText::join),
            Map.entry("split", a -> numbered(parts(a.exactly(2).string(1), a.string(0), -1))),
            Map.entry("splitn", a -> numbered(parts(a.exactly(3).string(2), a.string(0), a.integer(1)))),
            Map.entry("splitList", a -> parts(a.exactly(2).string(1), a.string(0), -1)),
            Map.entry("fail", SprigText::fail),
            Map.entry("hello", a -> a.exactly(0).count() == 0 ? "Hello!" : ""));

    private SprigText() {}

    private static String strip(String text) {
        return text.strip();
    }

    private static String trimAll(Arguments a) throws GoTemplateException {
        String set = a.exactly(2).string(0);
        String text = a.string(1);
        int from = 0;
        int to = text.length();
        while (from < to && set.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && set.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String trimSuffix(Arguments a) throws GoTemplateException {
        String suffix = a.exactly(2).string(0);
        String text = a.string(1);
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String trimPrefix(Arguments a) throws GoTemplateException {
        String prefix = a.exactly(2).string(0);
        String text = a.string(1);
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String repeat(Arguments a) throws GoTemplateException {
        int count = a.exactly(2).integer(0);
        String text = a.string(1);
        if (count < 0) {
            throw new GoTemplateException("strings: negative Repeat count");
        }
        a.meter().claim((long) count * text.length());
        return text.repeat(count);
    }

    private static String substr(Arguments a) throws GoTemplateException {
        int start = a.exactly(3).integer(0);
        int end = a.integer(1);
        byte[] bytes = a.string(2).getBytes(StandardCharsets.UTF_8);
        if (start < 0) {
            return cut(bytes, 0, end);
        }
        return cut(bytes, start, end < 0 || end > bytes.length ? bytes.length : end);
    }

    private static String trunc(Arguments a) throws GoTemplateException {
        int count = a.exactly(2).integer(0);
        byte[] bytes = a.string(1).getBytes(StandardCharsets.UTF_8);
        if (count < 0 && bytes.length + count > 0) {
            return cut(bytes, bytes.length + count, bytes.length);
        }
        return count >= 0 && bytes.length > count ? cut(bytes, 0, count) : a.string(1);
    }

    private static String cut(byte[] bytes, int from, int to) throws GoTemplateException {
        if (from > to || to > bytes.length) {
            throw new GoTemplateException("slice bounds out of range [%d:%d]".formatted(from, to));
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String replace(Arguments a) throws GoTemplateException {
        String old = a.exactly(3).string(0);
        String text = a.string(2);
        // each place between two characters may get the replacement
        a.meter().claim(text.length() + (text.length() + 1L) * a.string(1).length() / Math.max(1, old.length()));
        return text.replace(old, a.string(1));
    }

    private static String quoted(Arguments a, boolean twice) throws GoTemplateException {
        List<String> quoted = new ArrayList<>();
        for (int i = 0; i < a.count(); i++) {
            if (a.get(i) != null) {
                quoted.add(twice ? Quotes.quote(a.printed(i)) : "'" + a.printed(i) + "'");
            }
        }
        return String.join(" ", quoted);
    }

    private static String cat(Arguments a) throws GoTemplateException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < a.count(); i++) {
            if (a.get(i) != null) {
                parts.add(a.printed(i));
            }
        }
        return String.join(" ", parts);
    }

    private static String indent(Arguments a, String before) throws GoTemplateException {
        int spaces = a.integer(0);
        String text = a.string(1);
        if (spaces < 0) {
            throw new GoTemplateException("strings: negative Repeat count");
        }
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        a.meter().claim(text.length() + lines * spaces);
        String pad = " ".repeat(spaces);
        return before + pad + text.replace("\n", "\n" + pad);
    }

    private static String join(Arguments a) throws GoTemplateException {
        StringBuilder out = new StringBuilder();
        String separator = "";
        for (Object text : Casts.texts(a.exactly(2).get(1), a.meter())) {
            out.append(separator).append(text);
            separator = a.string(0);
            a.meter().length(out.length());
        }
        return out.toString();
    }

    /** @param most parts; all when it is negative */
    private static List<@Nullable Object> parts(String text, String separator, int most) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (most == 0) {
            return parts;
        }
        int from = 0;
        while (parts.size() != most - 1) {
            int at = separator.isEmpty()
                    ? from + Character.charCount(from < text.length() ? text.codePointAt(from) : 0)
                    : text.indexOf(separator, from);
            if (at < 0 || (separator.isEmpty() && at >= text.length())) {
                break;
            }
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static StringMap numbered(List<@Nullable Object> parts) {
        StringMap map = new StringMap();
        for (int i = 0; i < parts.size(); i++) {
            map.put("_" + i, String.valueOf(parts.get(i)));
        }
        return map;
    }

    private static Object fail(Arguments a) throws GoTemplateException {
        throw new GoTemplateException(a.exactly(1).string(0));
    }
}
