package io.github.ksailbot.engine.kustomize.remote;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of an address. What cannot be understood counts as not given.
 *
 * @param ref of {@code ref}, else of {@code version}; empty when neither is given
 */
record AddressQuery(String ref, boolean submodules, Duration timeout) {
    /** What kustomize gives Git unless it is told otherwise. */
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(27);

    private static final AddressQuery DEFAULT = new AddressQuery("", true, DEFAULT_TIMEOUT);
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");
    private static final Pattern SECONDS = Pattern.compile("\\+?\\d{1,9}");
    private static final Pattern DURATION = Pattern.compile("\\+?((\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9})[a-zµμ]+)+");
    private static final Pattern PART = Pattern.compile("(\\d*\\.?\\d*)([a-zµμ]+)");
    private static final Map<String, BigDecimal> NANOSECONDS = Map.of(
            "ns", new BigDecimal(1),
            "us", new BigDecimal(1_000),
            "µs", new BigDecimal(1_000),
            "μs", new BigDecimal(1_000),
            "ms", new BigDecimal(1_000_000),
            "s", new BigDecimal(1_000_000_000),
            "m", new BigDecimal(60_000_000_000L),
            "h", new BigDecimal(3_600_000_000_000L));

    static AddressQuery parse(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.indexOf(';') >= 0) {
                return DEFAULT;
            }
            int equals = pair.indexOf('=');
            try {
                String key = decode(equals < 0 ? pair : pair.substring(0, equals));
                values.putIfAbsent(key, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                // One bad escape, and kustomize looks at none of them.
                return DEFAULT;
            }
        }
        String ref = values.getOrDefault("ref", "");
        return new AddressQuery(
                ref.isEmpty() ? values.getOrDefault("version", "") : ref,
                !FALSE.contains(values.getOrDefault("submodules", "")),
                timeout(values.getOrDefault("timeout", "")));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whole seconds, or a duration such as {@code 1m30s}; must be positive. */
    private static Duration timeout(String text) {
        Duration duration = Duration.ZERO;
        if (SECONDS.matcher(text).matches()) {
            duration = Duration.ofSeconds(Long.parseLong(text.replace("+", "")));
        } else if (DURATION.matcher(text).matches()) {
            duration = parts(text);
        }
        return duration.isZero() ? DEFAULT_TIMEOUT : duration;
    }

    private static Duration parts(String text) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal unit = NANOSECONDS.get(part.group(2));
            if (unit == null) {
                return Duration.ZERO;
            }
            String number = part.group(1);
            sum = sum.add(new BigDecimal(number.endsWith(".") ? number + "0" : number).multiply(unit));
        }
        boolean fits = sum.compareTo(new BigDecimal(Long.MAX_VALUE)) <= 0;
        return fits ? Duration.ofNanos(sum.longValue()) : Duration.ZERO;
    }
}
