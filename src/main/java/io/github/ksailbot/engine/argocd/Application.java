package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.List;

/**
 * An {@code Application} of Argo CD: sources, and the cluster and namespace that they go to.
 *
 * @param manifest the object as its parent renders it
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/">Argo CD</a>
 */
public record Application(Manifest manifest) {
    private static final String GROUP = "argoproj.io/";

    /** Whether a manifest is one. */
    public static boolean isOne(Manifest manifest) {
        return manifest.kind().equals("Application") && manifest.apiVersion().startsWith(GROUP);
    }

    public String name() {
        return manifest.name();
    }

    /** The name with its namespace before it, as Argo CD tells Applications outside of its own namespace apart. */
    String instance(Surroundings surroundings) {
        String namespace = manifest.namespace();
        String own = ControlPlane.namespace(surroundings);
        return namespace.isEmpty() || own.isEmpty() || own.equals(namespace) ? name() : namespace + "_" + name();
    }

    MappingNode spec() {
        return Fields.mapping(manifest.root(), "spec");
    }

    public String project() {
        return spec().text("project");
    }

    /** The namespace of what lives in one and does not say which. */
    public String destinationNamespace() {
        return Fields.mapping(spec(), "destination").text("namespace");
    }

    /** Name or address of the cluster; empty when it is not said. */
    public String destinationCluster() {
        MappingNode destination = Fields.mapping(spec(), "destination");
        String name = destination.text("name");
        return name.isEmpty() ? destination.text("server") : name;
    }

    /** In order; {@code sources} win over {@code source}, and what is hydrated comes from its dry source. */
    List<ApplicationSource> sources() {
        MappingNode hydrator = spec().mapping("sourceHydrator");
        MappingNode dry = hydrator == null ? null : hydrator.mapping("drySource");
        if (dry != null) {
            return List.of(new ApplicationSource(dry));
        }
        List<MappingNode> several = spec().mappings("sources");
        if (!several.isEmpty()) {
            return several.stream().map(ApplicationSource::new).toList();
        }
        MappingNode one = spec().mapping("source");
        return one == null ? List.of() : List.of(new ApplicationSource(one));
    }
}
