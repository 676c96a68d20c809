package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.appset.ApplicationSets;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.RepositoryUrl;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells sources that are this repository from those that are another one. Where nobody knows its address, it is that of the
 * first Application whose path is here, or of the first Git generator. Of its revisions it is the default one, and what
 * that Application follows; tags and commits are others.
 */
final class OwnRepository {
    private static final Set<String> DEFAULT_REVISIONS = Set.of("", "HEAD", "main", "master");
    private static final Pattern FIXED = Pattern.compile("[0-9a-f]{7,64}|v?\\d+\\.[\\dx*]+.*|refs/tags/.*");
    private static final String OCI = "oci://";

    private final Surroundings surroundings;
    private final SourceTree tree;

    /** @param tree of the surroundings, as a result's trace sees it */
    OwnRepository(Surroundings surroundings, SourceTree tree) {
        this.surroundings = surroundings;
        this.tree = tree;
    }

    /** What its paths begin at. */
    SourcePath root(String url) {
        return url.startsWith(OCI) ? surroundings.artifactRoot() : SourcePath.ROOT;
    }

    /** Empty when a source is this repository; else why it is not, as the end of a sentence. */
    String elsewhere(String url, String revision) {
        boolean known = !surroundings.addresses().isEmpty();
        boolean isDefault = DEFAULT_REVISIONS.contains(revision) || url.startsWith(OCI);
        if (known && !surroundings.addresses().contains(RepositoryUrl.of(url))) {
            return another(url);
        }
        if (known && isDefault) {
            return "";
        }
        // only where it decides: what depends on all Applications is rendered again when any of them changes
        MappingNode first = firstOwn();
        boolean own = known
                || (first != null && RepositoryUrl.of(first.text("repoURL")).equals(RepositoryUrl.of(url)));
        if (!own) {
            return another(url);
        }
        if (isDefault) {
            return "";
        }
        String followed = first == null ? "" : first.text(first.has("targetRevision") ? "targetRevision" : "revision");
        boolean other = FIXED.matcher(revision).matches() || (first != null && !followed.equals(revision));
        return other ? "its source is another revision of this repository, `" + revision + "`" : "";
    }

    private static String another(String url) {
        return "its source is `" + ApplicationSource.withoutCredentials(url) + "`";
    }

    /** The first source or Git generator that can be this repository; null when there is none. */
    private @Nullable MappingNode firstOwn() {
        for (Manifest object : surroundings.all("Application")) {
            if (Application.isOne(object)) {
                for (ApplicationSource source : new Application(object).sources()) {
                    if (isCandidate(source)) {
                        return source.node();
                    }
                }
            }
        }
        for (Manifest object : surroundings.all("ApplicationSet")) {
            MappingNode git = ApplicationSets.isOne(object) ? git(object.root()) : null;
            if (git != null) {
                return git;
            }
        }
        return null;
    }

    private boolean isCandidate(ApplicationSource source) {
        boolean known = surroundings.addresses().isEmpty()
                || surroundings.addresses().contains(RepositoryUrl.of(source.repoUrl()));
        if (!known
                || !source.chart().isEmpty()
                || source.repoUrl().startsWith(OCI)
                || source.path().isEmpty()) {
            return false;
        }
        try {
            return tree.find(SourcePath.parse(source.path()))
                    .filter(SourceEntry::isDirectory)
                    .isPresent();
        } catch (SourceException e) {
            return false;
        }
    }

    private @Nullable MappingNode git(Node node) {
        if (node instanceof MappingNode mapping) {
            MappingNode git = mapping.mapping("git");
            if (git != null && git.has("repoURL") && !git.text("repoURL").contains("{{")) {
                return git;
            }
            for (MappingNode.Entry entry : mapping.entries()) {
                MappingNode found = git(entry.value());
                if (found != null) {
                    return found;
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                MappingNode found = git(item);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
