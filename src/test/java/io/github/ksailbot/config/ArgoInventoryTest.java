package io.github.ksailbot.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.argocd.appset.Cluster;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ArgoInventoryTest {
    private static ArgoInventory inventory(Map<String, String> properties) {
        return new ArgoInventory(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .withMapping(BotSettings.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(BotSettings.class)
                .argoCd());
    }

    @Test
    void clusters_areToldToTheRepositoriesThatMayKnowThem() {
        ArgoInventory inventory = inventory(Map.of(
                "ksail-bot.argo-cd.clusters.\"prod.eu\".server", "https://prod-eu",
                "ksail-bot.argo-cd.clusters.\"prod.eu\".repositories", "acme/fleet,other/*",
                "ksail-bot.argo-cd.clusters.\"prod.eu\".labels.\"acme.org/region\"", "eu"));

        Cluster cluster =
                new Cluster("prod.eu", "https://prod-eu", "", Map.of("acme.org/region", "eu"), Map.of(), true);
        assertThat(inventory.of("Acme", "Fleet")).containsExactly(cluster);
        assertThat(inventory.of("other", "any")).containsExactly(cluster);
        assertThat(inventory.of("acme", "shop")).isEmpty();
    }
}
