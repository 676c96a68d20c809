package io.github.ksailbot.engine.kustomize.resource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds that kustomize takes for cluster-scoped: {@code cluster-scoped-kinds.txt} beside this class. */
final class ClusterScopedKinds {
    private static final Set<Gvk> KINDS = read();

    private ClusterScopedKinds() {}

    static boolean contains(Gvk gvk) {
        return KINDS.contains(gvk);
    }

    private static Set<Gvk> read() {
        InputStream stream = Objects.requireNonNull(
                ClusterScopedKinds.class.getResourceAsStream("cluster-scoped-kinds.txt"), "cluster-scoped-kinds.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .map(parts -> Gvk.of(parts[0], parts[1]))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
