package io.github.ksailbot.delivery.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to authenticate that a {@code WWW-Authenticate} header offers.
 *
 * @param scheme in lower case
 * @param parameters by name in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, 11.6.1</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PART = Pattern.compile("\\G[\\s,]*(?:(" + TOKEN
            + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "))|(" + TOKEN + ")(?=[\\s,]|$))");
    private static final int MAX_HEADER = 8_192;

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** Challenges of all headers, in order; what cannot be read ends its header. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= MAX_HEADER) {
                parse(header, challenges);
            }
        }
        return challenges;
    }

    private static void parse(String header, List<Challenge> challenges) {
        Matcher part = PART.matcher(header);
        String scheme = "";
        Map<String, String> parameters = new LinkedHashMap<>();
        while (part.find()) {
            if (part.group(4) != null) {
                add(challenges, scheme, parameters);
                scheme = part.group(4).toLowerCase(Locale.ROOT);
                parameters = new LinkedHashMap<>();
            } else {
                String quoted = part.group(2);
                String value = quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : part.group(3);
                parameters.putIfAbsent(part.group(1).toLowerCase(Locale.ROOT), value);
            }
        }
        add(challenges, scheme, parameters);
    }

    private static void add(List<Challenge> challenges, String scheme, Map<String, String> parameters) {
        if (!scheme.isEmpty()) {
            challenges.add(new Challenge(scheme, parameters));
        }
    }

    /** Empty when it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
