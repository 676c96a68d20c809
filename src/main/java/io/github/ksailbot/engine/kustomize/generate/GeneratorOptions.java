package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code generatorOptions} of a kustomization, or {@code options} of one generator.
 *
 * @param immutable where it is asked for; null when it is not
 */
public record GeneratorOptions(
        Map<String, ScalarNode> labels,
        Map<String, ScalarNode> annotations,
        boolean disableNameSuffixHash,
        @Nullable Origin immutable) {
    public static final GeneratorOptions NONE = new GeneratorOptions(Map.of(), Map.of(), false, null);

    public static GeneratorOptions read(@Nullable TypedMapping options) {
        if (options == null) {
            return NONE;
        }
        GeneratorOptions read = new GeneratorOptions(
                options.stringMap("labels"),
                options.stringMap("annotations"),
                options.flag("disableNameSuffixHash"),
                options.flag("immutable") ? origin(options.value("immutable")) : null);
        options.finish();
        return read;
    }

    /** These options of one generator over those of its kustomization. */
    GeneratorOptions over(GeneratorOptions common) {
        return new GeneratorOptions(
                union(common.labels, labels),
                union(common.annotations, annotations),
                disableNameSuffixHash || common.disableNameSuffixHash,
                immutable == null ? common.immutable : immutable);
    }

    private static @Nullable Origin origin(@Nullable Node node) {
        return node == null ? null : node.origin();
    }

    private static Map<String, ScalarNode> union(Map<String, ScalarNode> under, Map<String, ScalarNode> over) {
        Map<String, ScalarNode> union = new LinkedHashMap<>(under);
        union.putAll(over);
        return union;
    }
}
