package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Excerpt;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.ScalarResolver.Resolution;
import io.github.ksailbot.engine.manifest.YamlDialect;
import java.util.Optional;
import java.util.Set;

/** Resolves scalars by their tag or their look, and reports tags that Kubernetes cannot follow. */
final class TaggedScalars {
    private static final Set<String> SCALAR_TAGS =
            Set.of("str", "int", "bool", "null", "float", "timestamp", "binary", "merge");

    private final ScalarResolver resolver;
    private final Problems findings;

    TaggedScalars(ScalarResolver resolver, Problems findings) {
        this.resolver = resolver;
        this.findings = findings;
    }

    Resolution resolve(Optional<String> tag, String text, Style style, Origin origin) {
        Resolution value;
        if (tag.isPresent() && !tag.get().equals("!")) {
            value = tagged(tag.get(), text, origin);
        } else {
            // kustomize ignores the tag that says "not to be resolved"
            boolean resolvable = tag.isEmpty() || resolver.dialect() == YamlDialect.KUSTOMIZE;
            value = style == Style.PLAIN && resolvable
                    ? resolver.plain(text)
                    : new Resolution(ScalarNode.Type.STRING, text);
        }
        if (value.type() == ScalarNode.Type.FLOAT && !ScalarResolver.isFinite(value.text())) {
            findings.add(Finding.error(
                            "yaml/number",
                            "%s is a number that JSON cannot express, so that Kubernetes' readers refuse the document."
                                    .formatted(Excerpt.of(text)),
                            origin)
                    .withFix("Put it in quotes if a text is meant."));
        }
        return value;
    }

    private Resolution tagged(String tag, String text, Origin origin) {
        if (!tag.startsWith(ScalarResolver.CORE)
                || !SCALAR_TAGS.contains(tag.substring(ScalarResolver.CORE.length()))) {
            unknown(tag, "a string", origin);
        }
        Resolution value = resolver.tagged(tag, text);
        if (value != null) {
            return value;
        }
        findings.add(Finding.error(
                "yaml/tag",
                "The tag says %s, but %s cannot be read as that; Kubernetes' readers refuse the document."
                        .formatted(Excerpt.of(shortTag(tag)), Excerpt.of(text)),
                origin));
        return new Resolution(ScalarNode.Type.STRING, text);
    }

    /** @param own name of the core tag that says what the value is anyway */
    void checkCollection(Optional<String> tag, String own, Origin origin) {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(ScalarResolver.CORE + own)) {
            unknown(tag.get(), own.equals("seq") ? "a plain list" : "a plain mapping", origin);
        }
    }

    private void unknown(String tag, String taken, Origin origin) {
        findings.add(Finding.warning(
                        "yaml/tag",
                        "Kubernetes does not know the tag %s and takes the value as %s."
                                .formatted(Excerpt.of(shortTag(tag)), taken),
                        origin)
                .withFix("Remove the tag, or replace it by the value that it stands for."));
    }

    private static String shortTag(String tag) {
        return tag.startsWith(ScalarResolver.CORE) ? "!!" + tag.substring(ScalarResolver.CORE.length()) : tag;
    }
}
