package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Origin;

/**
 * A YAML value with the place where it was written. Immutable and shared between manifests, commits and threads: a
 * change makes new nodes along one path and keeps all others.
 */
public sealed interface Node permits MappingNode, SequenceNode, ScalarNode {

    /** Where this value was written last. For a mapping or sequence: where it begins. */
    Origin origin();

    /** Mappings, sequences and scalars in it, itself among them; {@link Integer#MAX_VALUE} for more. */
    default int values() {
        return 1;
    }

    /** The same value, said to be written elsewhere. */
    Node withOrigin(Origin origin);
}
