package io.github.ksailbot.engine.kustomize.reference;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resources that were renamed or moved in the course of a build, by the names that they had before. */
final class Candidates {
    /** Its ids, namespaces, prefixes and suffixes are compared. */
    private static final int STEPS_PER_CANDIDATE = 8;

    private final Map<String, List<Resource>> byOldName = new HashMap<>();
    private final Map<String, List<Resource>> byFirstNamespace = new HashMap<>();
    private final Work work;

    Candidates(ResourceMap resources, Work work) {
        this.work = work;
        for (Resource resource : resources.resources()) {
            List<ResId> before = resource.previousIds();
            work.spend(2L + 2L * before.size());
            Set<String> names = new LinkedHashSet<>();
            before.forEach(id -> names.add(id.name()));
            names.forEach(name ->
                    byOldName.computeIfAbsent(name, any -> new ArrayList<>()).add(resource));
            byFirstNamespace
                    .computeIfAbsent(resource.originalId().effectiveNamespace(), any -> new ArrayList<>())
                    .add(resource);
        }
    }

    /**
     * @throws BuildException when a role binding names a service account with a namespace that is none, which kustomize
     *     refuses even where it has no name to follow
     */
    static void requireNamespaces(Resource referrer, Work work) throws BuildException {
        work.spend(1);
        if (!referrer.gvk().isClusterScoped()) {
            boundNamespaces(referrer, work);
        }
    }

    /** Those that had the name, were of the kind, and that {@code referrer} could mean. */
    List<Resource> of(String oldName, Gvk target, Resource referrer, Set<String> bound) {
        List<Resource> named = byOldName.getOrDefault(oldName, List.of());
        if (named.isEmpty()) {
            return named;
        }
        work.spend(STEPS_PER_CANDIDATE * (long) named.size());
        return named.stream()
                .filter(candidate -> couldBeMeant(candidate, referrer, bound))
                .filter(candidate -> wasOf(candidate, target))
                .toList();
    }

    /** Whether any resource that was in a namespace first is one that {@code referrer} could mean. */
    boolean anyFirstIn(String namespace, Resource referrer, Set<String> bound) {
        for (Resource candidate : byFirstNamespace.getOrDefault(namespace, List.of())) {
            work.spend(1);
            if (couldBeMeant(candidate, referrer, bound)) {
                return true;
            }
        }
        return false;
    }

    static boolean wasOf(Resource candidate, Gvk target) {
        return candidate.previousIds().stream().anyMatch(id -> id.gvk().isSelectedBy(target));
    }

    private static boolean couldBeMeant(Resource candidate, Resource referrer, Set<String> bound) {
        ResId id = candidate.id();
        return referrer.gvk().isClusterScoped()
                || id.gvk().isClusterScoped()
                || id.isInNamespaceOf(referrer.id())
                || bound.contains(candidate.namespace());
    }

    private static String namespace(MappingNode subject, Resource referrer) throws BuildException {
        Node namespace = subject.get("namespace");
        if (namespace instanceof ScalarNode scalar && scalar.isString()) {
            return scalar.text();
        }
        throw BuildException.of(
                        "kustomize/role-binding",
                        "The namespace of a subject must be a string; kustomize refuses others.",
                        namespace == null ? subject.origin() : namespace.origin())
                .withFix("Write the namespace, or remove the field.")
                .about(referrer, "subjects");
    }

    /** Namespaces of the service accounts that a role binding names. */
    static Set<String> boundNamespaces(Resource referrer, Work work) throws BuildException {
        SequenceNode subjects =
                referrer.kind().equals("RoleBinding") ? referrer.root().sequence("subjects") : null;
        Set<String> namespaces = new HashSet<>();
        if (subjects != null) {
            work.spend(subjects.size());
            for (Node subject : subjects.items()) {
                if (subject instanceof MappingNode mapping
                        && mapping.has("namespace")
                        && mapping.text("kind").equals("ServiceAccount")) {
                    namespaces.add(namespace(mapping, referrer));
                }
            }
        }
        return namespaces;
    }
}
