package io.github.ksailbot.engine.gotemplate;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Texts as parts of addresses, as the Go library that operators use makes them.
 *
 * @see <a href="https://github.com/gosimple/slug">slug</a>
 */
public final class Slug {
    private Slug() {}

    /**
     * Lower-case letters, digits, dashes and underscores.
     *
     * @param longest characters; what is longer ends before the last dash that fits, or there when there is none
     */
    public static String of(String text, int longest) {
        String plain = text.strip()
                .replaceAll("[\"'\u2019]", "")
                .replaceAll("[\u2012-\u2015]", "-")
                .replace("&", "and")
                .replace("@", "at");
        String slug = Normalizer.normalize(plain, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]", "-")
                .replaceAll("-+", "-")
                .replaceAll("^[-_]+|[-_]+$", "");
        if (slug.length() <= longest) {
            return slug;
        }
        int end = slug.lastIndexOf('-', longest);
        return slug.substring(0, end < 0 ? longest : end);
    }
}
