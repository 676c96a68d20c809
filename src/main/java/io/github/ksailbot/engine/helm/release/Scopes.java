package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What custom resource definitions add to the APIs of a cluster. */
public final class Scopes {
    private final List<String> versions = new ArrayList<>();
    private final Set<Gvk> clusterScoped = new HashSet<>();

    /** @param definitions custom resource definitions */
    public Scopes(List<Manifest> definitions) {
        definitions.forEach(this::add);
    }

    private void add(Manifest definition) {
        MappingNode spec = definition.root().mapping("spec");
        MappingNode names = spec == null ? null : spec.mapping("names");
        if (spec == null || names == null) {
            return;
        }
        SequenceNode all = spec.sequence("versions");
        for (Node node : all == null ? List.<Node>of() : all.items()) {
            if (node instanceof MappingNode version && HelmRelease.isTrue(version, "served")) {
                String apiVersion = spec.text("group") + "/" + version.text("name");
                versions.add(apiVersion);
                versions.add(apiVersion + "/" + names.text("kind"));
                if (spec.text("scope").equals("Cluster")) {
                    clusterScoped.add(Gvk.of(apiVersion, names.text("kind")));
                }
            }
        }
    }

    /** {@code group/version} and {@code group/version/Kind}. */
    public List<String> versions() {
        return versions;
    }

    /** Kinds that live outside of namespaces. */
    public Set<Gvk> clusterScoped() {
        return clusterScoped;
    }
}
