package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.MapMerge;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code matrix}: every set of one generator with every set of another, which may use the first one's. */
final class MatrixGenerator implements Generator {
    private final Generators generators;
    private final boolean isGo;

    MatrixGenerator(Generators generators, boolean isGo) {
        this.generators = generators;
        this.isGo = isGo;
    }

    @Override
    public List<Map<String, @Nullable Object>> params(MappingNode spec) throws GeneratorException, GoTemplateException {
        List<MappingNode> children = Generators.children(spec);
        if (children.size() != 2) {
            throw new GeneratorException(
                    GeneratorException.Reason.WRONG,
                    "a matrix has two generators, this one has %d".formatted(children.size()),
                    spec.origin());
        }
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Map<String, @Nullable Object> first : generators.child(children.get(0), null)) {
            for (Map<String, @Nullable Object> second : generators.child(children.get(1), first)) {
                all.add(isGo ? merged(first, second) : combined(first, second, spec));
                generators.checkSize(all, spec);
            }
        }
        return all;
    }

    /** The first one's values win. */
    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) throws GoTemplateException {
        Map<String, @Nullable Object> merged = Params.create();
        Meter meter = new Meter(TemplateLimits.DEFAULT);
        MapMerge.into(merged, second, true, meter);
        MapMerge.into(merged, first, true, meter);
        return merged;
    }

    private static Map<String, @Nullable Object> combined(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second, MappingNode spec)
            throws GeneratorException, GoTemplateException {
        Map<String, @Nullable Object> combined = Params.texts(first);
        for (Map.Entry<String, @Nullable Object> entry : Params.texts(second).entrySet()) {
            String key = entry.getKey();
            if (combined.containsKey(key) && !Objects.equals(combined.get(key), entry.getValue())) {
                throw new GeneratorException(
                        GeneratorException.Reason.WRONG,
                        "both generators of the matrix give `%s`, and not the same: `%s` and `%s`"
                                .formatted(key, combined.get(key), entry.getValue()),
                        spec.origin());
            }
            combined.put(key, entry.getValue());
        }
        return combined;
    }
}
