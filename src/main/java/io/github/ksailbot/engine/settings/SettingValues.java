package io.github.ksailbot.engine.settings;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.settings.EnvironmentSettings.When;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of one mapping, each of the type that it must have; what is wrong with them becomes a finding. */
final class SettingValues {
    private static final List<String> ENVIRONMENT_KEYS =
            List.of("deliver", "production", "order", "repairReference", "timeout");
    private static final Map<String, When> WHEN = Map.of("onMerge", When.ON_MERGE, "onCommand", When.ON_COMMAND);
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,4})(s|m|h)");
    private static final int MOST = 1000;
    static final Duration SHORTEST = Duration.ofSeconds(10);
    static final Duration LONGEST = Duration.ofHours(1);

    private final MappingNode mapping;
    private final String field;
    private final List<Finding> findings;

    SettingValues(MappingNode mapping, String field, List<Finding> findings) {
        this.mapping = mapping;
        this.field = field;
        this.findings = findings;
    }

    static EnvironmentSettings environment(SettingValues values) {
        values.allowOnly(ENVIRONMENT_KEYS);
        return new EnvironmentSettings(
                values.when(),
                values.isTrue("production"),
                values.order(),
                values.isTrue("repairReference"),
                values.timeout());
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }

    static Finding unknownWord(String rule, String what, String word, Collection<String> known, Origin origin) {
        String meant = Spelling.nearest(word, known);
        return Finding.error(rule, what + ".", origin)
                .withFix(
                        meant.isEmpty()
                                ? "Known here: " + String.join(", ", known) + "."
                                : "Did you mean `" + meant + "`?");
    }

    void allowOnly(List<String> keys) {
        for (MappingNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!keys.contains(key)) {
                findings.add(unknownWord(
                                "settings/unknown-key",
                                "`" + path(key) + "` is no setting",
                                key,
                                keys,
                                entry.key().origin())
                        .atField(path(key)));
            }
        }
    }

    @Nullable MappingNode section(String key) {
        Node value = value(key);
        if (value == null || value instanceof MappingNode) {
            return (MappingNode) value;
        }
        wrong(value, key, "must be a mapping of keys to values");
        return null;
    }

    String text(String key, Pattern shape, String meaning) {
        Node value = value(key);
        if (value == null) {
            return "";
        }
        if (value instanceof ScalarNode scalar
                && scalar.isString()
                && shape.matcher(scalar.text()).matches()) {
            return scalar.text();
        }
        wrong(value, key, "must be " + meaning);
        return "";
    }

    private boolean isTrue(String key) {
        Node value = value(key);
        if (value == null) {
            return false;
        }
        if (value instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.BOOLEAN) {
            return Boolean.TRUE.equals(scalar.booleanValue());
        }
        wrong(value, key, "must be true or false");
        return false;
    }

    private When when() {
        Node value = value("deliver");
        if (value == null) {
            return When.DEFAULT;
        }
        String word = value instanceof ScalarNode scalar ? scalar.text() : "";
        When when = WHEN.get(word);
        if (when == null) {
            findings.add(unknownWord(
                            "settings/value",
                            "`" + path("deliver") + "` must be `onMerge` or `onCommand`",
                            word,
                            List.of("onMerge", "onCommand"),
                            value.origin())
                    .atField(path("deliver")));
            return When.ON_COMMAND;
        }
        return when;
    }

    private int order() {
        Node value = value("order");
        if (value == null) {
            return 0;
        }
        BigInteger number = value instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.INTEGER
                ? scalar.integerValue()
                : null;
        if (number == null || number.signum() < 0 || number.compareTo(BigInteger.valueOf(MOST)) > 0) {
            wrong(value, "order", "must be a whole number between 0 and " + MOST);
            return 0;
        }
        return number.intValue();
    }

    private @Nullable Duration timeout() {
        Node value = value("timeout");
        if (value == null) {
            return null;
        }
        Duration duration = value instanceof ScalarNode scalar ? duration(scalar.text()) : null;
        if (duration == null) {
            wrong(value, "timeout", "must be a time between 10s and 1h, such as `90s` or `10m`");
        }
        return duration;
    }

    /** Null unless it is a whole number of seconds, minutes or hours within the limits. */
    static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "h" -> Duration.ofHours(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofSeconds(number);
                };
        return duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0 ? null : duration;
    }

    /** Null when the key is absent or null. */
    private @Nullable Node value(String key) {
        Node value = mapping.get(key);
        return value == null || isNull(value) ? null : value;
    }

    private void wrong(Node value, String key, String what) {
        findings.add(Finding.error("settings/value", "`" + path(key) + "` " + what + ".", value.origin())
                .atField(path(key)));
    }

    private String path(String key) {
        return field.isEmpty() ? key : field + "." + key;
    }
}
