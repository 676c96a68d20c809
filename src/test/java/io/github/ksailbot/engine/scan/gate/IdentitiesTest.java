package io.github.ksailbot.engine.scan.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    private static final Origin ORIGIN = Origin.of("app.yaml", 1, 1);

    @Test
    void identityOfAResource_isWorkedOutOnce_andIsTheSameAsByItself() {
        Manifest manifest = named("one");
        Identities identities = new Identities();
        Identity identity = identities.of(manifest);
        assertThat(identity).isEqualTo(Identity.of(manifest));
        assertThat(identities.of(manifest)).isSameAs(identity);
        assertThat(identities.of(named("two"))).isNotEqualTo(identity);
    }

    private static Manifest named(String name) {
        MappingNode metadata = MappingNode.empty(ORIGIN).with("name", ScalarNode.string(name, ORIGIN));
        return new Manifest(MappingNode.empty(ORIGIN)
                .with("kind", ScalarNode.string("ConfigMap", ORIGIN))
                .with("metadata", metadata));
    }
}
