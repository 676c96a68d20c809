package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.graph.Question;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What custom resource definitions add to the APIs of a cluster.
 *
 * @param versions {@code group/version} and {@code group/version/Kind}
 * @param clusterScoped kinds that live outside of namespaces
 */
public record Scopes(List<String> versions, Set<Gvk> clusterScoped) {
    /** What Kubernetes has got since the schema that kustomize carries, whatever the version. */
    private static final Set<String> NEWER_CLUSTER_SCOPED = Set.of(
            "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
            "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
            "admissionregistration.k8s.io/MutatingAdmissionPolicy",
            "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding",
            "certificates.k8s.io/ClusterTrustBundle",
            "flowcontrol.apiserver.k8s.io/FlowSchema",
            "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
            "networking.k8s.io/IPAddress",
            "networking.k8s.io/ServiceCIDR",
            "resource.k8s.io/DeviceClass",
            "resource.k8s.io/ResourceSlice",
            "storage.k8s.io/VolumeAttributesClass",
            "storagemigration.k8s.io/StorageVersionMigration");

    /** Groups of Kubernetes with a dot; those without are its own as well. */
    private static final Set<String> KUBERNETES_GROUPS = Set.of(
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "apiregistration.k8s.io",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "certificates.k8s.io",
            "coordination.k8s.io",
            "discovery.k8s.io",
            "events.k8s.io",
            "flowcontrol.apiserver.k8s.io",
            "networking.k8s.io",
            "node.k8s.io",
            "rbac.authorization.k8s.io",
            "resource.k8s.io",
            "scheduling.k8s.io",
            "storage.k8s.io",
            "storagemigration.k8s.io");

    /** Of all definitions that were rendered. */
    public static final Question<Scopes> KNOWN = new Question<>() {
        @Override
        public String kind() {
            return "CustomResourceDefinition";
        }

        @Override
        public Scopes answer(List<Manifest> objects) {
            return of(objects);
        }

        @Override
        public int size(Scopes answer) {
            return answer.versions().size() + answer.clusterScoped().size();
        }
    };

    public Scopes {
        versions = List.copyOf(versions);
        clusterScoped = Set.copyOf(clusterScoped);
    }

    /** @param definitions custom resource definitions */
    public static Scopes of(List<Manifest> definitions) {
        List<String> versions = new ArrayList<>();
        Set<Gvk> clusterScoped = new HashSet<>();
        definitions.forEach(definition -> add(definition, versions, clusterScoped));
        return new Scopes(versions, clusterScoped);
    }

    /** With what further definitions add. */
    public Scopes and(List<Manifest> definitions) {
        Scopes more = of(definitions);
        List<String> allVersions = new ArrayList<>(versions);
        allVersions.addAll(more.versions);
        Set<Gvk> all = new HashSet<>(clusterScoped);
        all.addAll(more.clusterScoped);
        return new Scopes(allVersions, all);
    }

    private static void add(Manifest definition, List<String> versions, Set<Gvk> clusterScoped) {
        MappingNode spec = definition.root().mapping("spec");
        MappingNode names = spec == null ? null : spec.mapping("names");
        if (spec == null || names == null) {
            return;
        }
        for (MappingNode version : spec.mappings("versions")) {
            if (version.isTrue("served")) {
                String apiVersion = spec.text("group") + "/" + version.text("name");
                versions.add(apiVersion);
                versions.add(apiVersion + "/" + names.text("kind"));
                if (spec.text("scope").equals("Cluster")) {
                    clusterScoped.add(Gvk.of(apiVersion, names.text("kind")));
                }
            }
        }
    }

    /** Whether a kind lives outside of namespaces, by Kubernetes or by a definition; false for kinds that are not known. */
    public boolean isClusterScoped(Gvk kind) {
        return kind.isClusterScoped()
                || NEWER_CLUSTER_SCOPED.contains(kind.group() + "/" + kind.kind())
                || clusterScoped.contains(kind);
    }

    /** Whether Kubernetes or a definition says where a kind lives. */
    public boolean isKnown(Gvk kind) {
        boolean isOfKubernetes = !kind.group().contains(".") || KUBERNETES_GROUPS.contains(kind.group());
        return isOfKubernetes || isClusterScoped(kind) || versions.contains(kind.apiVersion() + "/" + kind.kind());
    }
}
