package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code [user:password@]host[:port][/path[:tag]]}. Its text appears in no message: it may hold a password.
 */
record RegistryShape() implements Shape {
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int MAX_PORT = 65_535;

    @Override
    public void check(Node node, String field, List<Finding> findings) {
        if (!ScalarShapes.requireText(node, field, findings) || !(node instanceof ScalarNode scalar)) {
            return;
        }
        String text = scalar.text().strip();
        if (text.contains("://")) {
            findings.add(
                    Shape.wrongValue(node, field, "`" + field + "` starts with a scheme, which KSail takes for a host.")
                            .withFix("Leave the scheme out: `host[:port][/path[:tag]]`."));
            return;
        }
        int at = Variables.indexOutside(text, '@');
        if (at > 0) {
            checkPassword(text.substring(0, at), node, field, findings);
        }
        // A variable can stand for anything, slashes and ports included.
        String address = text.substring(at + 1);
        int slash = address.indexOf('/');
        String host = slash > 0 ? address.substring(0, slash) : address;
        int colon = host.lastIndexOf(':');
        if (!Variables.isIn(address) && colon > 0 && !isPort(host.substring(colon + 1))) {
            findings.add(Shape.wrongValue(
                    node, field, "The port of `" + field + "` must be a number between 1 and " + MAX_PORT + "."));
        }
    }

    private static void checkPassword(String credentials, Node node, String field, List<Finding> findings) {
        int colon = Variables.indexOutside(credentials, ':');
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        if (!password.isEmpty() && !Variables.isIn(credentials)) {
            findings.add(Finding.warning(
                            "ksail/plain-credential",
                            "`" + field
                                    + "` holds a password in plain text, for everybody who can read the repository.",
                            node.origin())
                    .atField(field)
                    .withFix("Write `user:${REGISTRY_TOKEN}@host`, and replace the password at the registry."));
        }
    }

    private static boolean isPort(String text) {
        return PORT.matcher(text).matches() && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_PORT;
    }
}
