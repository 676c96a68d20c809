package io.github.ksailbot.engine.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The API server's rules for names.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">names</a>
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">labels</a>
 */
public final class ObjectNames {
    private static final int MAX_LABEL = 63;
    private static final int MAX_SUBDOMAIN = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");

    private ObjectNames() {}

    /** Lower case letters, digits and {@code -}; at most 63. */
    static boolean isLabel(String text) {
        return text.length() <= MAX_LABEL && LABEL.matcher(text).matches();
    }

    /** Parts like labels, but of any length, joined by dots; at most 253. */
    static boolean isSubdomain(String text) {
        if (text.length() > MAX_SUBDOMAIN) {
            return false;
        }
        for (String part : text.split("\\.", -1)) {
            if (!LABEL.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    /** What can stand between two slashes of a URL. */
    static boolean isPathSegment(String text) {
        return !text.equals(".") && !text.equals("..") && text.indexOf('/') < 0 && text.indexOf('%') < 0;
    }

    /** The key of a label or annotation: a name, or a domain, a slash and a name. */
    public static boolean isQualifiedName(String text) {
        int slash = text.indexOf('/');
        String name = text.substring(slash + 1);
        return (slash < 0 || isSubdomain(text.substring(0, slash)))
                && name.length() <= MAX_LABEL
                && QUALIFIED.matcher(name).matches();
    }

    /** What a label can have. */
    public static boolean isLabelValue(String text) {
        return text.isEmpty()
                || (text.length() <= MAX_LABEL && QUALIFIED.matcher(text).matches());
    }

    /**
     * A similar name that is allowed; empty when there is none.
     *
     * @param dots whether dots may stay
     */
    static String similar(String text, boolean dots) {
        String similar = text.toLowerCase(Locale.ROOT)
                .replaceAll(dots ? "[^a-z0-9.]" : "[^a-z0-9]", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        return isSubdomain(similar) ? similar : "";
    }
}
