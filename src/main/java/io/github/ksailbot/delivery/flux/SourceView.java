package io.github.ksailbot.delivery.flux;

import io.github.ksailbot.delivery.cluster.KubernetesObject;
import io.github.ksailbot.delivery.cluster.ObjectRef;
import io.github.ksailbot.engine.source.RepositoryUrl;
import java.util.Set;

/** An OCIRepository or GitRepository, as its manifest and status tell. */
record SourceView(FluxId id, KubernetesObject object) {

    boolean isOci() {
        return id.kind().equals(FluxId.OCI_REPOSITORY);
    }

    boolean isSuspended() {
        return object.flag("spec", "suspend");
    }

    String url() {
        return object.text("spec", "url");
    }

    String tag() {
        return object.text("spec", "ref", "tag");
    }

    String handledRequest() {
        return object.text("status", "lastHandledReconcileAt");
    }

    /** What it holds now. */
    SourceRevision revision() {
        return new SourceRevision(object.text("status", "artifact", "revision"));
    }

    /** Whether it follows a branch, and that one; a Git source without a reference follows {@code master}. */
    boolean follows(String branch) {
        String written = object.text("spec", "ref", "branch");
        String name = object.text("spec", "ref", "name");
        if (!written.isEmpty()) {
            return written.equals(branch);
        }
        return name.isEmpty()
                ? branch.equals("master") && object.at("spec", "ref").isEmpty()
                : name.equals("refs/heads/" + branch);
    }

    /** Whether it reads one of these Git repositories. */
    boolean reads(Set<String> repositories) {
        RepositoryUrl mine = RepositoryUrl.of(url());
        return repositories.stream().anyMatch(url -> RepositoryUrl.of(url).equals(mine));
    }

    static ObjectRef rootRef() {
        return new ObjectRef(FluxNames.NAMESPACE, FluxNames.ROOT);
    }
}
