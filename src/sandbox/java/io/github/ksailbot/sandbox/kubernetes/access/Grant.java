package io.github.ksailbot.sandbox.kubernetes.access;

/**
 * One thing that one rule allows.
 *
 * @param namespace empty for everywhere
 * @param name empty for all
 */
public record Grant(String role, String verb, String group, String resource, String namespace, String name) {
    boolean covers(Attributes attributes) {
        return fits(verb, attributes.verb())
                && fits(group, attributes.group())
                && fits(resource, attributes.resource())
                && (namespace.isEmpty() || namespace.equals(attributes.namespace()))
                && (name.isEmpty() || name.equals(attributes.name()));
    }

    private static boolean fits(String allowed, String wanted) {
        return "*".equals(allowed)
                || allowed.equals(wanted)
                || (allowed.startsWith("*/") && wanted.endsWith(allowed.substring(1)));
    }
}
