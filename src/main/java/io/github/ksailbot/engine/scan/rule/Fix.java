package io.github.ksailbot.engine.scan.rule;

/**
 * A value that would mend what is wrong.
 *
 * @param path where, such as {@code spec.containers[0].securityContext.privileged}
 * @param value what to write there; {@code YOUR_VALUE} where only the reader can know
 */
public record Fix(String path, String value) {}
