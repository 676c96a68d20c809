package io.github.ksailbot.engine.sops;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is shown in the place of a secret value: a text of the same shape, so that it is right where the value is right.
 * Digits are ones, letters are the letter a; signs stay. The unit of a quantity and the scheme of an address stay too.
 */
final class StandIn {
    private static final Pattern QUANTITY = Pattern.compile("([0-9.]+)([a-zA-Z]{1,2})");
    private static final Pattern ADDRESS = Pattern.compile("([a-z][a-z0-9+.-]{0,10}://)(.*)", Pattern.DOTALL);
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "~");

    private StandIn() {}

    static String of(String secret) {
        String lower = secret.toLowerCase(Locale.ROOT);
        if (WORDS.contains(lower)) {
            return lower.equals("null") || lower.equals("~") ? secret : "true";
        }
        Matcher quantity = QUANTITY.matcher(secret);
        if (quantity.matches()) {
            return plain(quantity.group(1)) + quantity.group(2);
        }
        Matcher address = ADDRESS.matcher(secret);
        return address.matches() ? address.group(1) + plain(address.group(2)) : plain(secret);
    }

    private static String plain(String text) {
        StringBuilder shape = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                shape.append('1');
            } else if (Character.isUpperCase(c)) {
                shape.append('A');
            } else if (Character.isLetter(c)) {
                shape.append('a');
            } else {
                shape.appendCodePoint(c);
            }
        });
        return shape.toString();
    }
}
