package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.YamlDialect;
import org.jspecify.annotations.Nullable;

/** Writes a scalar over another one: the style stays, the origin is the new author's with the old one behind it. */
public final class Scalars {
    private static final ScalarResolver RESOLVER = new ScalarResolver(YamlDialect.KUSTOMIZE);

    private final Origin author;
    private final Writer writer;

    public Scalars(Origin author, Writer writer) {
        this.author = author;
        this.writer = writer;
    }

    /** A string, whatever it looks like. */
    public ScalarNode string(@Nullable Node old, String text) throws BuildException {
        return new ScalarNode(text, style(old), ScalarNode.Type.STRING, origin(old));
    }

    /** What YAML makes of the text: over an unquoted scalar, {@code 12} is a number. */
    public ScalarNode untyped(@Nullable Node old, String text) throws BuildException {
        Style style = style(old);
        if (style != Style.PLAIN) {
            return new ScalarNode(text, style, ScalarNode.Type.STRING, origin(old));
        }
        ScalarResolver.Resolution resolution = RESOLVER.plain(text);
        return new ScalarNode(resolution.text(), style, resolution.type(), origin(old));
    }

    /** A number, but over a quoted scalar a string: kustomize keeps the quotes. */
    public ScalarNode integer(@Nullable Node old, long number) throws BuildException {
        Style style = style(old);
        ScalarNode.Type type = style == Style.PLAIN ? ScalarNode.Type.INTEGER : ScalarNode.Type.STRING;
        return new ScalarNode(Long.toString(number), style, type, origin(old));
    }

    public Origin origin(@Nullable Node old) {
        return author.as(writer, old == null ? null : old.origin());
    }

    private Style style(@Nullable Node old) throws BuildException {
        if (old == null) {
            return Style.PLAIN;
        }
        if (old instanceof ScalarNode scalar) {
            return scalar.style();
        }
        throw BuildException.of(
                "kustomize/field-spec",
                "A single value was to be written here, but the field holds a mapping or list.",
                old.origin());
    }
}
