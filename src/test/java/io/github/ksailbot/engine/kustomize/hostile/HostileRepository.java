package io.github.ksailbot.engine.kustomize.hostile;

import io.github.ksailbot.engine.source.SourceTree;
import java.util.function.Supplier;

/**
 * A source tree that somebody has made to keep a build busy, or to fill its memory. The build begins at its root.
 *
 * @param name what it is made of
 * @param tree made when it is needed, for some are large
 */
public record HostileRepository(String name, Supplier<SourceTree> tree) {
    @Override
    public String toString() {
        return name;
    }
}
