package io.github.ksailbot.engine.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.hostile.HostileRepositories;
import io.github.ksailbot.engine.kustomize.hostile.HostileRepository;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.source.SourcePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each hostile repository ends as {@code hostile-repositories.txt} says: with which finding where, or with how many
 * manifests. The limits are a tenth of the usual ones, so that all of them end soon; that a build ends where it does,
 * whatever the machine does, is because work is counted and not timed.
 */
class HostileRepositoryTest {
    private static final BuildLimits TENTH =
            new BuildLimits(64, 500, 5_000, 20L << 20, 100_000, 5_000_000, 6L << 20, 100);

    private static Map<String, String> expected = Map.of();

    @BeforeAll
    static void readExpected() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                HostileRepositoryTest.class.getResourceAsStream("hostile-repositories.txt"), "expected ends")) {
            expected = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" \\| ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        }
    }

    static List<HostileRepository> repositories() {
        return HostileRepositories.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repositories")
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void build_endsSoonAndSaysWhy(HostileRepository repository) {
        assertThat(end(repository)).isEqualTo(expected.get(repository.name()));
    }

    @Test
    void names_areDifferent() {
        assertThat(repositories().stream().map(HostileRepository::name).collect(Collectors.toSet()))
                .hasSize(repositories().size())
                .isEqualTo(expected.keySet());
    }

    static String end(HostileRepository repository) {
        Build build = new Kustomizer(TENTH, TracedMemo.ofBytes(0))
                .build(repository.tree().get(), SourcePath.ROOT, BuildOptions.COMMAND_LINE);
        Function<Finding, String> words =
                finding -> (finding.origin() == null ? "-" : finding.origin().place())
                        + " "
                        + finding.rule()
                        + " "
                        + finding.message()
                                .substring(0, Math.min(100, finding.message().length()))
                                .replace('\n', ' ');
        return build.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .reduce((first, last) -> last)
                .map(words)
                .orElse(build.manifests().size() + " manifests");
    }

    /** Prints how each repository ends now, in the form of the file that the test reads. */
    public static void main(String[] arguments) {
        for (HostileRepository repository : repositories()) {
            System.out.println(repository.name() + " | " + end(repository));
        }
    }
}
