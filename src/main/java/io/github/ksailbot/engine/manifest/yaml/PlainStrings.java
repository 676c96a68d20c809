package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.manifest.GoTimestamps;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.YamlDialect;
import java.util.regex.Pattern;

/** Whether a string without quotes is read as a string by every reader of YAML 1.1. */
final class PlainStrings {
    private static final ScalarResolver RESOLVER = new ScalarResolver(YamlDialect.KUBERNETES);
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

    private PlainStrings() {}

    static boolean staysString(String text) {
        return RESOLVER.plain(text).type() == ScalarNode.Type.STRING
                && !GoTimestamps.matches(text)
                && !(text.indexOf(':') > 0 && BASE_60.matcher(text).matches());
    }
}
