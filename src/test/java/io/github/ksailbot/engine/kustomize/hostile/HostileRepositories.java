package io.github.ksailbot.engine.kustomize.hostile;

import java.util.List;
import java.util.stream.Stream;

/** All hostile repositories. */
public final class HostileRepositories {
    private HostileRepositories() {}

    public static List<HostileRepository> all() {
        return Stream.of(HostileYaml.all(), HostileResources.all(), HostilePatches.all(), HostileBases.all())
                .flatMap(List::stream)
                .toList();
    }
}
