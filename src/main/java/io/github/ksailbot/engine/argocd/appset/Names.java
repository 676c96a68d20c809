package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.util.Locale;

/** Texts as names of Kubernetes and of addresses, as the functions {@code normalize} and {@code slugify} make them. */
public final class Names {
    private static final int MAX_NAME = 253;
    private static final int DEFAULT_SLUG = 50;

    private Names() {}

    /** Lower case; what a DNS name may not have becomes a dash, at the ends it goes. */
    public static String normalize(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9.]", "-");
        return trim(name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name, "-.");
    }

    /** {@code slugify [SIZE [SMART]] TEXT}: smart is to end at a whole word, and is what is done when nothing is said. */
    static String slugify(Arguments arguments) throws GoTemplateException {
        int last = arguments.between(1, 3).count() - 1;
        int size = last > 0 ? arguments.integer(0) : DEFAULT_SLUG;
        boolean smart = last < 2 || arguments.truth(1);
        String name = normalize(arguments.string(last));
        if (!smart && name.length() >= size) {
            name = name.substring(0, Math.max(0, size));
        }
        String slug = trim(name.replaceAll("[^a-z0-9_-]", "-").replaceAll("-+", "-"), "-_");
        return smart && size > 0 && slug.length() > size ? wholeWords(slug, size) : slug;
    }

    private static String wholeWords(String slug, int size) {
        int end = slug.lastIndexOf('-', size);
        return end < 0 ? slug.substring(0, size) : trim(slug.substring(0, end), "-");
    }

    private static String trim(String text, String signs) {
        int from = 0;
        int to = text.length();
        while (from < to && signs.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && signs.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }
}
