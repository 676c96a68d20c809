package io.github.ksailbot.engine.flux.substitution;

import io.github.ksailbot.engine.finding.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A variable that a Kustomization defines.
 *
 * @param name letters, digits and underscores
 * @param value without line breaks; null when only the cluster knows it, or whoever can decrypt it
 * @param origin where the value is written, or where the object is asked for that would hold it
 */
public record Variable(String name, @Nullable String value, Origin origin) {

    /** A variable with a value; Flux takes every line break out of it. */
    public static Variable of(String name, String value, Origin origin) {
        return new Variable(name, value.replace("\n", ""), origin);
    }

    public static Variable unknown(String name, Origin origin) {
        return new Variable(name, null, origin);
    }

    /** Whether Flux takes the name; one that it does not take fails the whole Kustomization. */
    public static boolean isName(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
