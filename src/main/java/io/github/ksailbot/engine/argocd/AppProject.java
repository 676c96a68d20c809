package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What an {@code AppProject} lets Applications do. A pattern with an exclamation mark before it forbids what it matches, whatever
 * else allows it.
 *
 * @param manifest the object as it is rendered
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/user-guide/projects/">Argo CD</a>
 */
record AppProject(Manifest manifest) {
    static final String KIND = "AppProject";

    private static final String DENY = "!";

    static boolean isOne(Manifest manifest) {
        return manifest.kind().equals(KIND) && manifest.apiVersion().startsWith("argoproj.io/");
    }

    String name() {
        return manifest.name();
    }

    private MappingNode spec() {
        return Fields.mapping(manifest.root(), "spec");
    }

    /** Whether Applications of another namespace than Argo CD's own may name it. */
    boolean permitsApplicationsOf(String namespace) {
        return Fields.texts(spec(), "sourceNamespaces").stream().anyMatch(pattern -> listed(pattern.text(), namespace));
    }

    private static boolean listed(String pattern, String namespace) {
        boolean isRegex = pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/");
        // a pattern between slashes is an expression in Go's words; no namespace is refused by guessing at it
        return isRegex || matches(pattern, namespace, GlobSyntax.ARGO_CD);
    }

    boolean permitsSource(String url) {
        String address = normalized(url);
        boolean permitted = false;
        for (ScalarNode written : Fields.texts(spec(), "sourceRepos")) {
            boolean denies = written.text().startsWith(DENY);
            String pattern = normalized(denies ? written.text().substring(1) : written.text());
            boolean matches = matches(pattern, address, GlobSyntax.ADDRESS);
            if (denies && matches) {
                return false;
            }
            // one that forbids something else allows this
            permitted |= denies || matches;
        }
        return permitted;
    }

    private static String normalized(String url) {
        String text = url.strip().toLowerCase(Locale.ROOT);
        if (text.matches("[^/@]+@[^/:]+:.*")) {
            text = text.replaceFirst(":", "/");
        }
        return text.replaceFirst("\\.git$", "").replaceFirst("^ssh://", "");
    }

    /**
     * Whether a namespace of a cluster is one of its destinations.
     *
     * @param name of the cluster; empty when nobody knows it
     * @param server its address; empty when nobody knows it: no pattern for addresses is taken to forbid it then
     */
    boolean permitsDestination(String name, String server, String namespace) {
        boolean permitted = false;
        for (MappingNode item : spec().mappings("destinations")) {
            boolean nameMatches = matchesOrUnknown(item.text("name"), name);
            boolean serverMatches = matchesOrUnknown(item.text("server"), server);
            boolean namespaceMatches = destination(item.text("namespace"), namespace);
            if ((nameMatches || serverMatches) && namespaceMatches) {
                permitted = true;
            } else if (namespaceMatches
                    && ((denies(item, "name") && !nameMatches) || (denies(item, "server") && !serverMatches))) {
                return false;
            } else if (!namespaceMatches && denies(item, "namespace") && serverMatches) {
                return false;
            }
        }
        return permitted;
    }

    private static boolean denies(MappingNode item, String field) {
        return item.text(field).startsWith(DENY);
    }

    private static boolean matchesOrUnknown(String pattern, String value) {
        return value.isEmpty() ? !pattern.isEmpty() : destination(pattern, value);
    }

    private static boolean destination(String pattern, String value) {
        return pattern.startsWith(DENY)
                ? !matches(pattern.substring(1), value, GlobSyntax.ARGO_CD)
                : matches(pattern, value, GlobSyntax.ARGO_CD);
    }

    /** Whether a kind may be deployed; of kinds outside of namespaces, an object of a name. */
    boolean permits(Gvk kind, String name, boolean isNamespaced) {
        if (isNamespaced) {
            boolean allowed = spec().sequence("namespaceResourceWhitelist") == null
                    || isListed("namespaceResourceWhitelist", kind, item -> true);
            return allowed && !isListed("namespaceResourceBlacklist", kind, item -> true);
        }
        Function<MappingNode, Boolean> named =
                item -> item.text("name").isEmpty() || matches(item.text("name"), name, GlobSyntax.PATH);
        return isListed("clusterResourceWhitelist", kind, named) && !isListed("clusterResourceBlacklist", kind, named);
    }

    private boolean isListed(String field, Gvk kind, Function<MappingNode, Boolean> also) {
        List<MappingNode> items = spec().mappings(field);
        return items.stream()
                .anyMatch(item -> matches(item.text("kind"), kind.kind(), GlobSyntax.PATH)
                        && matches(item.text("group"), kind.group(), GlobSyntax.PATH)
                        && also.apply(item));
    }

    private static boolean matches(String pattern, String value, GlobSyntax syntax) {
        if (pattern.equals("*")) {
            return true;
        }
        try {
            return Glob.parse(pattern, syntax).matches(value);
        } catch (GlobException e) {
            // what is no pattern matches nothing, as with Argo CD
            return false;
        }
    }
}
