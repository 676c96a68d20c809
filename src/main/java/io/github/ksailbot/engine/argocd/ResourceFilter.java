package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Objects that Argo CD does not manage: what it is told to leave out, and what is not among those that it is told to take.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#resource-exclusioninclusion">Argo CD</a>
 */
record ResourceFilter(List<Entry> exclusions, List<Entry> inclusions) {
    /** What nobody changed. */
    static final ResourceFilter NONE = new ResourceFilter(List.of(), List.of());

    /** What it never manages. */
    private static final List<Entry> NEVER = List.of(
            new Entry(List.of("events.k8s.io", "metrics.k8s.io"), List.of(), List.of()),
            new Entry(List.of(""), List.of("Event"), List.of()),
            new Entry(List.of("coordination.k8s.io"), List.of("Lease"), List.of()));

    private static final YamlReader READER = new YamlReader(new YamlLimits(1 << 18, 20, 10_000, 100, 10));

    /** Patterns; a list without any stands for all. */
    private record Entry(List<String> groups, List<String> kinds, List<String> clusters) {
        boolean matches(Manifest object, String server) {
            return matches(groups, object.id().group(), Entry::glob)
                    && matches(kinds, object.kind(), (kind, value) -> kind.equals("*") || kind.equals(value))
                    && matches(clusters, server, Entry::glob);
        }

        private static boolean matches(List<String> patterns, String value, BiPredicate<String, String> one) {
            return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> one.test(pattern, value));
        }

        private static boolean glob(String pattern, String value) {
            try {
                return Glob.parse(pattern, GlobSyntax.ARGO_CD).matches(value);
            } catch (GlobException e) {
                // what is no pattern matches nothing, as with Argo CD
                return false;
            }
        }
    }

    /** Lists as the settings hold them, in YAML; what is none says nothing. */
    static ResourceFilter of(String exclusions, String inclusions) {
        return new ResourceFilter(entries(exclusions), entries(inclusions));
    }

    private static List<Entry> entries(String yaml) {
        List<Entry> entries = new ArrayList<>();
        for (Node document :
                READER.read("", yaml.getBytes(StandardCharsets.UTF_8)).documents()) {
            for (Node item : document instanceof SequenceNode items ? items.items() : List.<Node>of()) {
                if (item instanceof MappingNode entry) {
                    entries.add(new Entry(texts(entry, "apiGroups"), texts(entry, "kinds"), texts(entry, "clusters")));
                }
            }
        }
        return entries;
    }

    private static List<String> texts(MappingNode entry, String field) {
        return Fields.texts(entry, field).stream().map(ScalarNode::text).toList();
    }

    /** @param server address of the cluster; empty when nobody knows it */
    boolean leavesOut(Manifest object, String server) {
        return NEVER.stream().anyMatch(entry -> entry.matches(object, server))
                || exclusions.stream().anyMatch(entry -> entry.matches(object, server))
                || (!inclusions.isEmpty() && inclusions.stream().noneMatch(entry -> entry.matches(object, server)));
    }
}
