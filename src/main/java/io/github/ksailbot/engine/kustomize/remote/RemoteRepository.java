package io.github.ksailbot.engine.kustomize.remote;

import java.time.Duration;
import java.util.Optional;

/**
 * A directory of a Git repository, as kustomize understands an address.
 *
 * @param written the address as it stands in the kustomization
 * @param host everything before the repository's path, as Git wants it: {@code https://github.com/},
 *     {@code git@example.org:}, {@code file://}
 * @param path of the repository on its host: {@code org/repo.git}
 * @param directory of the kustomization in the repository; empty for its top
 * @param ref branch, tag or commit; empty for the repository's default branch
 * @param submodules whether submodules belong to it
 * @param timeout how long Git may take, as the address asks for it
 * @see <a href="https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md">remote targets</a>
 */
public record RemoteRepository(
        String written, String host, String path, String directory, String ref, boolean submodules, Duration timeout) {

    /**
     * Reads an address: {@code github.com/org/repo/path?ref=v1}, {@code https://host/org/repo//path},
     * {@code git::https://host/org/repo.git/path}, {@code user@host:org/repo.git}, {@code ssh://host/org/repo},
     * {@code file:///repo//path}, {@code https://host/project/_git/repo/path?version=v1}, with {@code submodules=} and
     * {@code timeout=} among the parameters.
     *
     * @return empty for what is no such address, as every path of a source tree
     */
    public static Optional<RemoteRepository> parse(String text) {
        if (text.startsWith("/")) {
            return Optional.empty();
        }
        int question = text.indexOf('?');
        String address = question < 0 ? text : text.substring(0, question);
        AddressQuery query = AddressQuery.parse(question < 0 ? "" : text.substring(question + 1));
        return AddressHost.parse(address).flatMap(host -> RepositoryPath.parse(host.rest(), host.isLocal())
                .map(path -> new RemoteRepository(
                        text,
                        host.host(),
                        path.repository(),
                        path.directory(),
                        query.ref(),
                        query.submodules(),
                        query.timeout())));
    }

    /** What Git clones; may hold credentials. */
    public String cloneUrl() {
        return host + path;
    }

    /** Whether the address says where the repository ends, or at which ref it is: that is no address of a single file. */
    boolean isMarked() {
        int behindScheme = written.indexOf("://") + 3;
        return !ref.isEmpty()
                || path.contains("_git/")
                || path.endsWith(".git")
                || written.indexOf("//", behindScheme) > 0;
    }

    /** Equal for addresses that mean the same files, maybe another directory of them. */
    public String treeKey() {
        return cloneUrl() + "?ref=" + ref + "&submodules=" + submodules;
    }

    /**
     * A file of the repository, for people: {@code https://github.com/org/repo//path/to/file.yaml?ref=v1}. Without
     * credentials.
     *
     * @param file path from the top of the repository
     */
    public String nameOf(String file) {
        return withoutPassword(cloneUrl()) + (file.isEmpty() ? "" : "//" + file) + (ref.isEmpty() ? "" : "?ref=" + ref);
    }

    /** What the address means, for messages. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append(directory.isEmpty() ? "the top" : "the directory `" + directory + "`")
                .append(" of the Git repository `")
                .append(withoutPassword(cloneUrl()))
                .append("` at ")
                .append(ref.isEmpty() ? "its default branch" : "`" + ref + "`");
        if (!submodules) {
            text.append(", without submodules");
        }
        if (!timeout.equals(AddressQuery.DEFAULT_TIMEOUT)) {
            text.append(", in at most ").append(timeout.toSeconds()).append(" s");
        }
        return text.toString();
    }

    private static String withoutPassword(String url) {
        return url.replaceFirst("^([a-z]+://[^/@:]+):[^/@]*@", "$1@");
    }
}
