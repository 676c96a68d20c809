package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoJson;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.MapMerge;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code merge}: the first generator's sets, with what the others have for the same keys. */
final class MergeGenerator implements Generator {
    private final Generators generators;
    private final boolean isGo;

    MergeGenerator(Generators generators, boolean isGo) {
        this.generators = generators;
        this.isGo = isGo;
    }

    @Override
    public List<Map<String, @Nullable Object>> params(MappingNode spec) throws GeneratorException, GoTemplateException {
        List<MappingNode> children = Generators.children(spec);
        if (children.size() < 2) {
            throw wrong("a merge has two generators or more, this one has %d".formatted(children.size()), spec);
        }
        List<String> keys = keys(spec);
        Map<String, Map<String, @Nullable Object>> merged = byKey(keys, generators.child(children.get(0), null), spec);
        for (MappingNode child : children.subList(1, children.size())) {
            Map<String, Map<String, @Nullable Object>> more = byKey(keys, generators.child(child, null), spec);
            for (Map.Entry<String, Map<String, @Nullable Object>> own : merged.entrySet()) {
                Map<String, @Nullable Object> other = more.get(own.getKey());
                if (other != null) {
                    own.setValue(merged(own.getValue(), other));
                }
            }
        }
        return new ArrayList<>(merged.values());
    }

    private Map<String, @Nullable Object> merged(Map<String, @Nullable Object> own, Map<String, @Nullable Object> other)
            throws GoTemplateException {
        Map<String, @Nullable Object> merged = Params.create();
        if (isGo) {
            Meter meter = new Meter(TemplateLimits.DEFAULT);
            MapMerge.into(merged, own, true, meter);
            MapMerge.into(merged, other, true, meter);
        } else {
            merged.putAll(Params.texts(own));
            merged.putAll(Params.texts(other));
        }
        return merged;
    }

    static List<String> keys(MappingNode spec) throws GeneratorException {
        TreeSet<String> keys = new TreeSet<>();
        SequenceNode written = spec.sequence("mergeKeys");
        for (Node key : written == null ? List.<Node>of() : written.items()) {
            if (key instanceof ScalarNode scalar) {
                keys.add(scalar.text());
            }
        }
        if (keys.isEmpty()) {
            throw wrong("a merge needs `mergeKeys`", spec);
        }
        return List.copyOf(keys);
    }

    /** Sets by the JSON of the values of their keys, in order. */
    static Map<String, Map<String, @Nullable Object>> byKey(
            List<String> keys, List<Map<String, @Nullable Object>> all, MappingNode spec)
            throws GeneratorException, GoTemplateException {
        Map<String, Map<String, @Nullable Object>> byKey = new LinkedHashMap<>();
        Meter meter = new Meter(new TemplateLimits(1 << 20, 5_000_000, 100));
        for (Map<String, @Nullable Object> params : all) {
            Map<String, @Nullable Object> values = Params.create();
            keys.forEach(key -> values.put(key, params.get(key)));
            String json = GoJson.write(values, GoJson.Form.COMPACT, meter);
            if (byKey.put(json, params) != null) {
                throw wrong("two sets of parameters have the same merge keys, %s".formatted(json), spec);
            }
        }
        return byKey;
    }

    private static GeneratorException wrong(String message, MappingNode spec) {
        return new GeneratorException(GeneratorException.Reason.WRONG, message, spec.origin());
    }
}
