package io.github.ksailbot.engine.gotemplate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers as Go's source has them. Complex ones are not there. */
final class NumberLiteral {
    private static final int MAX_LENGTH = 100;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private NumberLiteral() {}

    /** A {@code Long} or a {@code Double}. */
    static Object parse(Token token) throws GoTemplateException {
        String text = token.text().replace("_", "");
        try {
            if (text.length() <= MAX_LENGTH) {
                boolean signed = text.startsWith("-") || text.startsWith("+");
                String unsigned = signed ? text.substring(1) : text;
                int radix = radix(unsigned);
                if (radix != 10) {
                    boolean letter = unsigned.length() > 1 && Character.isLetter(unsigned.charAt(1));
                    BigInteger value = new BigInteger(unsigned.substring(letter ? 2 : 1), radix);
                    return exact(text.startsWith("-") ? value.negate() : value, token);
                } else if (DECIMAL.matcher(text).matches()) {
                    return text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')
                            ? (Object) new BigDecimal(text).doubleValue()
                            : exact(new BigInteger(text.startsWith("+") ? text.substring(1) : text), token);
                }
            }
        } catch (NumberFormatException e) {
            throw bad(token);
        }
        throw bad(token);
    }

    private static Object exact(BigInteger value, Token token) throws GoTemplateException {
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw new GoTemplateException("template: :%d: %s overflows int".formatted(token.line(), token.text()));
        }
        return value.longValue();
    }

    private static int radix(String unsigned) {
        if (unsigned.length() < 2 || unsigned.charAt(0) != '0') {
            return 10;
        }
        return switch (unsigned.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            default -> unsigned.chars().allMatch(Character::isDigit) ? 8 : 10;
        };
    }

    private static GoTemplateException bad(Token token) {
        return new GoTemplateException(
                "template: :%d: bad number syntax: \"%s\"".formatted(token.line(), token.text()));
    }
}
