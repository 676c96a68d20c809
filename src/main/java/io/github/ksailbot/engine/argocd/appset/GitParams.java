package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.GoValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a directory or a file gives as parameters.
 *
 * @param prefix before the names of those that tell the path; may be empty
 * @param values that the generator adds; null for none
 */
record GitParams(
        TemplateText texts, String prefix, @Nullable Map<String, String> values) {

    Map<String, @Nullable Object> ofDirectory(String path) throws GoTemplateException {
        Map<String, @Nullable Object> params = Params.create();
        addPath(params, path, null);
        Params.addValues(params, values, texts);
        return params;
    }

    /** One set for a mapping, or for each mapping of a sequence. */
    List<Map<String, @Nullable Object>> ofFile(String path, byte[] content) throws GoTemplateException {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Map<String, @Nullable Object> object : objects(path, content)) {
            Map<String, @Nullable Object> params = Params.create();
            if (texts.isGo()) {
                params.putAll(object);
            } else {
                params.putAll(Params.flattened(object));
            }
            int slash = path.lastIndexOf('/');
            addPath(params, slash < 0 ? "." : path.substring(0, slash), path.substring(slash + 1));
            Params.addValues(params, values, texts);
            all.add(params);
        }
        return all;
    }

    private static List<Map<String, @Nullable Object>> objects(String path, byte[] content) throws GoTemplateException {
        Object value;
        try {
            value = Yaml.read(content);
        } catch (GoTemplateException e) {
            throw new GoTemplateException(
                    e.reason(), "unable to process file `%s`: %s".formatted(path, e.getMessage()));
        }
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object object :
                value == null ? List.of(Map.of()) : value instanceof List<?> list ? list : Arrays.asList(value)) {
            if (object != null && !(object instanceof Map<?, ?>)) {
                throw new GoTemplateException(
                        "unable to process file `%s`: it holds neither a mapping nor a list of mappings"
                                .formatted(path));
            }
            objects.add(object instanceof Map<?, ?> map ? GoValues.map(map) : Params.create());
        }
        return objects;
    }

    private void addPath(Map<String, @Nullable Object> params, String directory, @Nullable String file) {
        String base = directory.substring(directory.lastIndexOf('/') + 1);
        List<@Nullable Object> segments = new TypedList(Arrays.asList(directory.split("/", -1)));
        Map<String, @Nullable Object> path = Params.create();
        path.put("basename", base);
        path.put("basenameNormalized", Names.normalize(base));
        if (file != null) {
            path.put("filename", file);
            path.put("filenameNormalized", Names.normalize(file));
        }
        if (texts.isGo()) {
            path.put("path", directory);
            path.put("segments", segments);
            if (prefix.isEmpty()) {
                params.put("path", path);
            } else {
                Map<String, @Nullable Object> outer = Params.create();
                outer.put("path", path);
                params.put(prefix, outer);
            }
            return;
        }
        String name = prefix.isEmpty() ? "path" : prefix + ".path";
        params.put(name, directory);
        path.forEach((key, value) -> params.put(name + "." + key, value));
        for (int i = 0; i < segments.size(); i++) {
            if (!"".equals(segments.get(i))) {
                params.put(name + "[" + i + "]", segments.get(i));
            }
        }
    }
}
