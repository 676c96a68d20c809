package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.StringMap;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code clusters}: the clusters that Argo CD knows. */
final class ClusterGenerator implements Generator {
    /** What is about the Secret itself, and is no parameter. */
    private static final Set<String> KEPT_BACK = Set.of(
            "argocd.argoproj.io/refresh",
            "argocd.argoproj.io/refresh-timestamp",
            "argocd.argoproj.io/hydrate",
            "argocd.argoproj.io/hydrate-timestamp",
            "argocd.argoproj.io/tracking-id",
            "argocd.argoproj.io/installation-id",
            "kubectl.kubernetes.io/last-applied-configuration");

    private final Map<String, Cluster> clusters;
    private final TemplateText texts;

    ClusterGenerator(Map<String, Cluster> clusters, TemplateText texts) {
        this.clusters = clusters;
        this.texts = texts;
    }

    @Override
    public List<Map<String, @Nullable Object>> params(MappingNode spec) throws GeneratorException, GoTemplateException {
        LabelSelector selector = LabelSelector.ofLabels(spec.mapping("selector"));
        if (!selector.isEmpty() && clusters.values().stream().noneMatch(Cluster::isDeclared)) {
            throw new GeneratorException(
                    GeneratorException.Reason.OUTSIDE,
                    "no Secret of this environment declares a cluster, so which ones its selector means is not known",
                    spec.origin());
        }
        Map<String, String> values = Generators.texts(spec.mapping("values"));
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (boolean declared : new boolean[] {false, true}) {
            for (Cluster cluster : clusters.values()) {
                // the local cluster has no Secret, and so no labels that a selector could ask for
                boolean chosen = declared ? selector.matches(labels(cluster)) : selector.isEmpty();
                if (cluster.isDeclared() == declared && chosen) {
                    Map<String, @Nullable Object> params = params(cluster);
                    Params.addValues(params, values, texts);
                    all.add(params);
                }
            }
        }
        if (spec.isTrue("flatList")) {
            Map<String, @Nullable Object> one = Params.create();
            one.put("clusters", new TypedList(all));
            return List.of(one);
        }
        return all;
    }

    /** Each declared cluster is one of a Secret for Argo CD, that of an inventory too. */
    private static Map<String, String> labels(Cluster cluster) {
        Map<String, String> labels = new HashMap<>(cluster.labels());
        labels.put(ClusterSecrets.TYPE, "cluster");
        return labels;
    }

    private Map<String, @Nullable Object> params(Cluster cluster) {
        Map<String, @Nullable Object> params = Params.create();
        params.put("name", cluster.name());
        params.put("nameNormalized", cluster.isDeclared() ? Names.normalize(cluster.name()) : cluster.name());
        params.put("server", cluster.server());
        params.put("project", cluster.project());
        Map<String, String> annotations = new LinkedHashMap<>(cluster.annotations());
        annotations.keySet().removeAll(KEPT_BACK);
        if (texts.isGo() && cluster.isDeclared()) {
            Map<String, @Nullable Object> metadata = Params.create();
            if (!cluster.annotations().isEmpty()) {
                metadata.put("annotations", new StringMap(annotations));
            }
            if (!cluster.labels().isEmpty()) {
                metadata.put("labels", new StringMap(cluster.labels()));
            }
            params.put("metadata", metadata);
        } else if (!texts.isGo()) {
            annotations.forEach((key, value) -> params.put("metadata.annotations." + key, value));
            cluster.labels().forEach((key, value) -> params.put("metadata.labels." + key, value));
        }
        return params;
    }
}
