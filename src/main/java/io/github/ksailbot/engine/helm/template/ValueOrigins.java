package io.github.ksailbot.engine.helm.template;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the values of a release are written, to be found by the path that a template prints, or by what was printed. */
final class ValueOrigins {
    private static final int MAX_SCALARS = 20_000;

    private final MappingNode values;
    private final Map<String, Origin> byText = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();

    ValueOrigins(MappingNode values) {
        this.values = values;
        collect("", values);
    }

    private void collect(String key, Node node) {
        if (byText.size() > MAX_SCALARS) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            mapping.entries().forEach(entry -> collect(entry.key().text(), entry.value()));
        } else if (node instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> collect(key, item));
        } else if (node instanceof ScalarNode scalar) {
            String known = key + "=" + scalar.text();
            byText.put(known, scalar.origin());
            uses.merge(known, 1, Integer::sum);
        }
    }

    /**
     * Where a rendered value was given.
     *
     * @param path of the value that its template prints; null when it prints none
     * @param key of the rendered value in its mapping
     * @return null when it is none of the release's values
     */
    @Nullable Origin find(@Nullable String path, String key, ScalarNode rendered) {
        if (path != null) {
            Node node = FieldPath.of(path.split("\\.", -1)).find(values);
            if (node instanceof ScalarNode scalar
                    && !scalar.text().isEmpty()
                    && rendered.text().contains(scalar.text())) {
                return scalar.origin();
            }
        }
        String known = key + "=" + rendered.text();
        return uses.getOrDefault(known, 0) == 1 && rendered.text().length() > 1 ? byText.get(known) : null;
    }
}
