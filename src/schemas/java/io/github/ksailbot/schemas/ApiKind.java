package io.github.ksailbot.schemas;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind that the API server lets one create.
 *
 * @param apiVersion what stands in a manifest
 * @param kind what stands in a manifest
 * @param definition name of the class of its data
 * @param namespaced whether it lives in a namespace
 */
record ApiKind(String apiVersion, String kind, String definition, boolean namespaced) {
    private static final Pattern CREATE = Pattern.compile("create(Namespaced)?(\\w+)Call");

    static List<ApiKind> of(Map<String, Class<?>> apis, Collection<String> definitions) {
        List<ApiKind> kinds = new ArrayList<>();
        apis.forEach((apiVersion, api) -> {
            for (Method method : api.getDeclaredMethods()) {
                Matcher name = CREATE.matcher(method.getName());
                if (name.matches()) {
                    String body = body(method);
                    // A call for a part of a resource, such as `createNamespacedPodEviction`, is named for both.
                    if (body.endsWith(name.group(2)) && definitions.contains(body)) {
                        kinds.add(new ApiKind(apiVersion, name.group(2), body, name.group(1) != null));
                    }
                }
            }
        });
        kinds.sort(Comparator.comparing(ApiKind::apiVersion).thenComparing(ApiKind::kind));
        return kinds;
    }

    private static String body(Method create) {
        for (Class<?> parameter : create.getParameterTypes()) {
            if (parameter.getPackageName().endsWith(".models")) {
                return parameter.getSimpleName();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return apiVersion + " " + kind + " " + definition + " " + (namespaced ? "namespaced" : "cluster");
    }
}
