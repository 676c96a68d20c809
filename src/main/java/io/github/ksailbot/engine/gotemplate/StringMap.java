package io.github.ksailbot.engine.gotemplate;

import java.util.LinkedHashMap;
import java.util.Map;

/** Go's {@code map[string]string}: what is not there is the empty text, for those that ask for zero values. */
public final class StringMap extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    public StringMap() {}

    public StringMap(Map<String, String> entries) {
        putAll(entries);
    }
}
