package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.Node;
import java.util.List;

/** A key that belongs elsewhere. */
record Misplaced(String rightPlace) implements Shape {
    @Override
    public void check(Node node, String field, List<Finding> findings) {
        findings.add(Finding.error(
                        "ksail/unknown-key",
                        "`" + field + "` is no key of KSail, which ignores it without a word.",
                        node.origin())
                .atField(field)
                .withFix("Write `" + rightPlace + "` instead."));
    }
}
