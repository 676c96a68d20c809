package io.github.ksailbot.cli.render;

import io.github.ksailbot.cli.console.Printable;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.manifest.Node;
import java.util.List;
import java.util.stream.Collectors;

/** Who wrote a value, on one line: {@code patched in prod/patch.yaml:7, over base/web.yaml:9}. */
final class OriginRemark {
    private OriginRemark() {}

    static String of(Node node) {
        List<Origin> chain = node.origin().chain();
        Writer writer = chain.get(0).writer();
        return (writer == Writer.FILE ? "" : writer.verb() + " in ")
                + chain.stream().map(OriginRemark::place).collect(Collectors.joining(", over "));
    }

    private static String place(Origin origin) {
        return Printable.of(origin.file()) + ":" + origin.line();
    }
}
