package io.github.ksailbot.engine.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code Sprint}, {@code Sprintln} and {@code Sprintf}. */
public final class Format {
    private static final int MAX_WIDTH = 100_000;

    private Format() {}

    /** With a space between two of which none is a text. */
    static String sprint(Arguments arguments) throws GoTemplateException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < arguments.count(); i++) {
            boolean texts = arguments.get(i) instanceof String || (i > 0 && arguments.get(i - 1) instanceof String);
            out.append(i > 0 && !texts ? " " : "").append(arguments.printed(i));
        }
        arguments.meter().claim(out.length());
        return out.toString();
    }

    static String sprintln(Arguments arguments) throws GoTemplateException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < arguments.count(); i++) {
            out.append(i > 0 ? " " : "").append(arguments.printed(i));
        }
        arguments.meter().claim(out.length());
        return out.append('\n').toString();
    }

    static String sprintf(Arguments arguments) throws GoTemplateException {
        return sprintf(arguments.string(0), arguments.from(1), arguments.meter());
    }

    /** What a verb is written with. */
    record Flags(boolean minus, boolean plus, boolean sharp, boolean space, boolean zero, int width, int precision) {}

    public static String sprintf(String format, List<@Nullable Object> values, Meter meter) throws GoTemplateException {
        StringBuilder out = new StringBuilder();
        int next = 0;
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%') {
                out.append(c);
                continue;
            }
            String flags = "";
            while (i < format.length() && "-+# 0".indexOf(format.charAt(i)) >= 0) {
                flags += format.charAt(i++);
            }
            int width = -1;
            int precision = -1;
            if (i < format.length() && format.charAt(i) == '*') {
                i++;
                width = next < values.size() && values.get(next) instanceof Long number ? clipped(number) : -1;
                next++;
                if (width < 0 && width != -1) {
                    flags += "-";
                    width = -width;
                }
            } else {
                int end = digits(format, i);
                width = end > i ? clipped(Long.parseLong(format.substring(i, end))) : -1;
                i = end;
            }
            if (i < format.length() && format.charAt(i) == '.') {
                int end = digits(format, i + 1);
                precision = end > i + 1 ? clipped(Long.parseLong(format.substring(i + 1, end))) : 0;
                i = end;
            }
            if (i >= format.length()) {
                out.append("%!(NOVERB)");
                break;
            }
            int verb = format.codePointAt(i);
            i += Character.charCount(verb);
            if (verb == '%') {
                out.append('%');
            } else if (next >= values.size()) {
                out.append("%!").appendCodePoint(verb).append("(MISSING)");
            } else {
                Flags all = new Flags(
                        flags.contains("-"),
                        flags.contains("+"),
                        flags.contains("#"),
                        flags.contains(" "),
                        flags.contains("0"),
                        width,
                        precision);
                out.append(Verb.format(verb, values.get(next++), all, meter));
            }
            meter.claim(out.length());
        }
        if (next < values.size()) {
            out.append("%!(EXTRA ");
            String separator = "";
            for (Object extra : values.subList(next, values.size())) {
                out.append(separator)
                        .append(extra == null ? "<nil>" : GoValues.type(extra) + "=" + GoPrinter.print(extra, meter));
                separator = ", ";
            }
            out.append(')');
        }
        return out.toString();
    }

    private static int clipped(long width) {
        return (int) Math.max(-MAX_WIDTH, Math.min(MAX_WIDTH, width));
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end)) && end - from < 9) {
            end++;
        }
        return end;
    }
}
