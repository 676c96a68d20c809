package io.github.ksailbot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.outside.fetch.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedSourcesTest {
    @TempDir
    Path folder;

    private record Credential(String host, String user, String password, List<String> repositories)
            implements FetchSettings.Credential {}

    private record Fetch(
            Optional<List<String>> hosts,
            Optional<List<String>> privateHosts,
            int mebibytes,
            Duration fresh,
            Duration time,
            Duration verdictTime,
            int verdictMebibytes,
            int verdictRequests,
            Map<String, FetchSettings.Credential> credentials,
            Optional<Path> certificates)
            implements FetchSettings {}

    private FetchedSources sources(Optional<Path> certificates) {
        Fetch settings = new Fetch(
                Optional.of(List.of("charts.example")),
                Optional.of(List.of("charts.corp.example")),
                1,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                1,
                1,
                Map.of(
                        "shop",
                        new Credential("charts.example", "bot", "secret", List.of("acme/shop", "acme/Fleet")),
                        "all",
                        new Credential("other.example", "bot", "secret", List.of("globex/*"))),
                certificates);
        return new FetchedSources(settings, folder.resolve("fetched"), null, Clock.systemUTC());
    }

    @Test
    void repositories_shareWhatWasFetched_onlyWithThoseThatMayUseTheSameCredentials() {
        FetchedSources sources = sources(Optional.empty());

        Outside shop = sources.of("acme", "shop");
        Outside nobody = sources.of("acme", "shop-evil");
        assertThat(sources.of("Acme", "fleet")).isSameAs(shop);
        assertThat(sources.of("acme", "docs")).isSameAs(nobody).isNotSameAs(shop);
        assertThat(sources.of("globex", "any")).isNotSameAs(shop).isNotSameAs(nobody);
    }

    @Test
    void certificatesThatCannotBeRead_stopTheStart() throws IOException {
        Path empty = Files.createFile(folder.resolve("ca.pem"));
        assertThatThrownBy(() -> sources(Optional.of(empty)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ksail-bot.fetch.certificates");
    }
}
