package io.github.ksailbot.engine.scan.catalog;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What rules need that manifests do not have, in words. The catalog has it as Kubescape's kinds of objects. */
public final class Needs {
    /** Rules with this need ask about each resource that they look at; the others look at objects of their own. */
    static final String REGISTRY = "registry access";

    private static final Map<String, String> SOURCES = Map.of(
            "cloud", "what the cloud says of itself",
            "dynamic", "results of image scans",
            "image-scan results", "results of image scans",
            "virtual", "what a sensor on the nodes sees",
            "needs kube-system apiserver Pod", "the pod of the API server");

    private Needs() {}

    /**
     * Some needs as one phrase.
     *
     * @param needs such as {@code cloud:eks.amazonaws.com/ClusterDescribe}
     */
    public static String inWords(List<String> needs) {
        return needs.stream().map(Needs::words).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static String words(String need) {
        if (need.startsWith(REGISTRY)) {
            return "a registry to ask about signatures";
        }
        int colon = need.indexOf(':');
        String source = SOURCES.getOrDefault(colon < 0 ? need : need.substring(0, colon), need);
        return need.startsWith("cloud:") ? source + " (" + need.substring(need.lastIndexOf('/') + 1) + ")" : source;
    }
}
