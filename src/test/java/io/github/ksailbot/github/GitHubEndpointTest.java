package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.workflow.RepositoryRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://github.com/o/r.git, github.com",
        "https://api.github.com/, https://github.com/o/r.git, github.com",
        "https://api.octocorp.ghe.com, https://octocorp.ghe.com/o/r.git, octocorp.ghe.com",
        "https://ghe.example.org/api/v3, https://ghe.example.org/o/r.git, ghe.example.org",
        "http://127.0.0.1:8081/api/v3, http://127.0.0.1:8081/o/r.git, 127.0.0.1_8081",
        "http://127.0.0.1:8081, http://127.0.0.1:8081/o/r.git, 127.0.0.1_8081",
    })
    void git_ofEachKindOfGitHub(String api, String git, String name) {
        GitHubEndpoint endpoint = GitHubEndpoint.of(api);
        assertThat(endpoint.git(new RepositoryRef(1, 2, "o", "r"))).hasToString(git);
        assertThat(endpoint.name()).isEqualTo(name);
        assertThat(endpoint.rest("/app").toString()).endsWith("/app").doesNotContain("//app");
    }

    @Test
    void of_notAnEndpoint() {
        for (String wrong : new String[] {"ftp://github.com", "github.com", "https://user:pass@github.com"}) {
            assertThatThrownBy(() -> GitHubEndpoint.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("pass");
        }
    }
}
