package io.github.ksailbot.engine.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds that a Kubernetes API server knows by itself, without custom resource definitions. */
final class KubernetesKinds {
    /**
     * @param apiVersion what stands in a manifest
     * @param name what stands in a manifest as {@code kind}
     * @param definition name of its schema
     * @param namespaced whether its resources live in a namespace
     */
    record Kind(String apiVersion, String name, String definition, boolean namespaced) {
        String group() {
            return groupOf(apiVersion);
        }
    }

    /** Groups that Kubernetes had and has no more. */
    private static final Set<String> FORMER_GROUPS = Set.of("extensions");

    private static final Pattern VERSION = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

    /** {@code v2} before {@code v1} before {@code v1beta2} before {@code v1alpha1}, as the API server prefers them. */
    private static final Comparator<Kind> NEWEST_FIRST =
            Comparator.comparingInt((Kind kind) -> -rank(kind.apiVersion())).thenComparing(Kind::apiVersion);

    private static final class Bundled {
        private static final KubernetesKinds KINDS = new KubernetesKinds(read());
    }

    private final Map<String, Kind> byApiVersionAndName = new HashMap<>();
    private final Map<String, List<Kind>> byName = new TreeMap<>();
    private final Set<String> groups = new HashSet<>(FORMER_GROUPS);

    private KubernetesKinds(List<Kind> kinds) {
        for (Kind kind : kinds) {
            byApiVersionAndName.put(kind.apiVersion() + " " + kind.name(), kind);
            byName.computeIfAbsent(kind.name(), name -> new ArrayList<>()).add(kind);
            groups.add(kind.group());
        }
        byName.values().forEach(list -> list.sort(NEWEST_FIRST));
    }

    /** Read from the class path at the first call. */
    static KubernetesKinds bundled() {
        return Bundled.KINDS;
    }

    /** All of them, in no order. */
    Collection<Kind> all() {
        return byApiVersionAndName.values();
    }

    @Nullable Kind find(String apiVersion, String name) {
        return byApiVersionAndName.get(apiVersion + " " + name);
    }

    /** All kinds of a name in whatever group, the newest version first; empty when there is none. */
    List<Kind> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Names of all kinds, sorted. */
    Set<String> names() {
        return byName.keySet();
    }

    /** Whether a group is Kubernetes' own; the empty group is the core. */
    boolean isOwnGroup(String group) {
        return groups.contains(group);
    }

    static String groupOf(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    private static int rank(String apiVersion) {
        Matcher version = VERSION.matcher(apiVersion.substring(apiVersion.indexOf('/') + 1));
        if (!version.matches()) {
            return 0;
        }
        int major = Integer.parseInt(version.group(1));
        if (version.group(2) == null) {
            return 20_000 + major;
        }
        return (version.group(2).equals("beta") ? 10_000 : 0) + major * 100 + Integer.parseInt(version.group(3));
    }

    private static List<Kind> read() {
        try (InputStream in = KubernetesSchemas.open("kinds.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(parts -> new Kind(parts[0], parts[1], parts[2], parts[3].equals("namespaced")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled Kubernetes kinds cannot be read", e);
        }
    }
}
