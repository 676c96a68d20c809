package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys that kustomize itself writes: those of what it generates, of labels and annotations that it adds, and of all
 * annotations, which it writes anew. It forgets their quotes, so that {@code 1} or {@code true} becomes a number or a boolean,
 * and its JSON encoder refuses such keys: nothing is printed at all.
 */
final class WrittenKeys {
    private static final ScalarResolver RESOLVER = new ScalarResolver(YamlDialect.KUSTOMIZE);

    /** How words begin that are no strings, besides digits. */
    private static final String FIRST = "+-.~nNtTfF";

    private final @Nullable MappingNode annotations;
    private final Consumer<Finding> findings;
    private final Work work;

    private WrittenKeys(@Nullable MappingNode annotations, Consumer<Finding> findings, Work work) {
        this.annotations = annotations;
        this.findings = findings;
        this.work = work;
    }

    /** @param resource as it will be printed */
    static void check(Resource resource, Consumer<Finding> findings, Work work) {
        MappingNode metadata = resource.root().mapping("metadata");
        MappingNode annotations = metadata == null ? null : metadata.mapping("annotations");
        WrittenKeys keys = new WrittenKeys(annotations, findings, work);
        for (Entry entry : resource.root().entries()) {
            keys.look(entry.value());
        }
    }

    @SuppressWarnings("ReferenceEquality") // the annotations themselves, not a mapping like them
    private void look(Node node) {
        work.spend(1);
        if (node instanceof MappingNode mapping) {
            for (Entry entry : mapping.entries()) {
                if (isNoString(entry.key(), mapping == annotations)) {
                    refuse(entry.key());
                }
                look(entry.value());
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(this::look);
        }
    }

    private static boolean isNoString(ScalarNode key, boolean rewritten) {
        String text = key.text();
        return key.isString()
                && (rewritten || key.style() == Style.PLAIN)
                && (text.isEmpty() || Character.isDigit(text.charAt(0)) || FIRST.indexOf(text.charAt(0)) >= 0)
                && !RESOLVER.isPlainKey(text);
    }

    private void refuse(ScalarNode key) {
        findings.accept(Finding.error(
                        "kustomize/key",
                        "kustomize writes the key `%s` without quotes, where it is no string, and then cannot print the resource."
                                .formatted(Excerpts.shorten(key.text())),
                        key.origin())
                .withFix("Give it a name that is no number, date, boolean or null."));
    }
}
