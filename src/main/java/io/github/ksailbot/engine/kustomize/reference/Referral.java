package io.github.ksailbot.engine.kustomize.reference;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides which resource a name in a field of another one means. */
final class Referral {
    private final Resource referrer;
    private final Gvk target;
    private final String path;
    private final Candidates candidates;

    private final Work work;
    private @Nullable Set<String> bound;

    Referral(Resource referrer, Gvk target, String path, Candidates candidates, Work work) {
        this.referrer = referrer;
        this.target = target;
        this.path = path;
        this.candidates = candidates;
        this.work = work;
    }

    /**
     * @param field what holds the name
     * @param eligible narrows the candidates further
     * @param identity what must be equal among several candidates for the first one to do
     * @return null when no renamed resource is meant
     * @throws BuildException when several could be meant
     */
    @Nullable Resource find(String oldName, Node field, Predicate<Resource> eligible, Function<Resource, String> identity)
            throws BuildException {
        Predicate<Resource> role = role();
        List<Resource> left = candidates.of(oldName, target, referrer, bound()).stream()
                .filter(eligible)
                .filter(role)
                .filter(this::isInReach)
                .toList();
        if (left.size() > 1 || left.isEmpty()) {
            left = left.stream()
                    .filter(candidate -> sameAffixes(candidate, true))
                    .toList();
        }
        if (left.size() > 1) {
            left = left.stream()
                    .filter(candidate -> sameAffixes(candidate, false))
                    .toList();
        }
        if (left.isEmpty()) {
            return null;
        }
        boolean oneMeaning = left.stream().map(identity).distinct().count() == 1;
        if (oneMeaning) {
            return left.get(0);
        }
        throw BuildException.of(
                        "kustomize/ambiguous-reference",
                        "The name `%s` could mean any of %s."
                                .formatted(
                                        oldName,
                                        left.stream()
                                                .limit(5)
                                                .map(candidate -> "`" + candidate.id() + "`")
                                                .collect(Collectors.joining(", "))),
                        field.origin())
                .withFix("Give them different names, or the reference a namespace.")
                .about(referrer, path);
    }

    /** Whether any resource that the referrer could mean, renamed or not, was in a namespace first. */
    boolean anyFirstIn(String namespace) throws BuildException {
        return candidates.anyFirstIn(namespace, referrer, bound());
    }

    private Set<String> bound() throws BuildException {
        Set<String> known = bound;
        if (known == null) {
            known = Candidates.boundNamespaces(referrer, work);
            bound = known;
        }
        return known;
    }

    /** The reference of a role binding says the kind and group of the role. */
    private Predicate<Resource> role() {
        MappingNode roleRef = path.endsWith("roleRef/name") ? referrer.root().mapping("roleRef") : null;
        if (roleRef == null || !roleRef.has("apiGroup") || !roleRef.has("kind")) {
            return candidate -> true;
        }
        Gvk role = new Gvk(roleRef.text("apiGroup"), "", roleRef.text("kind"));
        return candidate -> Candidates.wasOf(candidate, role);
    }

    private boolean isInReach(Resource candidate) {
        return referrer.gvk().isClusterScoped()
                || candidate.gvk().isClusterScoped()
                || candidate.kind().equals("ServiceAccount")
                || candidate.id().isInNamespaceOf(referrer.id());
    }

    private boolean sameAffixes(Resource candidate, boolean noneFitsAll) {
        return sameEnd(candidate.prefixes(), referrer.prefixes(), noneFitsAll)
                && sameEnd(candidate.suffixes(), referrer.suffixes(), noneFitsAll);
    }

    /** Whether the shorter list is the end of the longer one. */
    private static boolean sameEnd(List<String> one, List<String> other, boolean noneFitsAll) {
        if (one.isEmpty() || other.isEmpty()) {
            return noneFitsAll || one.size() == other.size();
        }
        int length = Math.min(one.size(), other.size());
        return one.subList(one.size() - length, one.size()).equals(other.subList(other.size() - length, other.size()));
    }
}
