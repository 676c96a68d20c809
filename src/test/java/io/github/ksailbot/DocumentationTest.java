package io.github.ksailbot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.config.BotSettings;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.Environments;
import io.github.ksailbot.engine.environment.discovery.EnvironmentDiscovery;
import io.github.ksailbot.engine.scan.own.OwnControlCases;
import io.github.ksailbot.engine.settings.RepositorySettings;
import io.github.ksailbot.engine.settings.RepositorySettingsReader;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/ and the README show is true. */
class DocumentationTest {
    private static final Path CONFIGURATION = Path.of("docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("\\| `(ksail-bot\\.[a-z.-]+)` \\| (.*?) \\|.*");

    @Test
    void settingsExamples_areUnderstood() throws IOException {
        List<String> examples = blocks(CONFIGURATION, "properties");

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            Properties properties = new Properties();
            properties.load(new StringReader(example));
            assertThat(properties).isNotEmpty();
            // A mapping refuses names below its prefix that it does not know, and values of the wrong shape.
            assertThat(settings(properties)).isNotNull();
        }
    }

    @Test
    void settingsTable_hasEverySettingWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(CONFIGURATION)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group(1), row.group(2).replace("`", ""));
            }
        }
        Map<String, String> actual = new TreeMap<>();
        for (String name : config(new Properties()).getPropertyNames()) {
            if (name.startsWith("ksail-bot.")) {
                actual.put(name, config(new Properties()).getRawValue(name));
            }
        }
        actual.put("ksail-bot.jobs.concurrency", "2 × processors, at most 8");

        assertThat(documented).isEqualTo(actual);
    }

    @Test
    void ksailExample_isAnEnvironment() throws IOException {
        List<String> examples = blocks(CONFIGURATION, "yaml");

        assertThat(examples).hasSize(2);
        Map<String, String> files = new HashMap<>();
        files.put("ksail.yaml", examples.get(0));
        files.put("k8s/clusters/prod/kustomization.yaml", "resources: []\n");
        Environments environments = new EnvironmentDiscovery().discover(MemorySourceTree.of(files));
        assertThat(environments.findings()).isEmpty();
        assertThat(environments.environments())
                .singleElement()
                .satisfies(prod -> assertThat(prod.validation().skipKinds()).containsExactly("SealedSecret"));
    }

    @Test
    void deliverySettingsExample_isUnderstood() throws IOException {
        String example = blocks(CONFIGURATION, "yaml").get(1);

        RepositorySettings settings =
                new RepositorySettingsReader().read(MemorySourceTree.of(Map.of(RepositorySettings.FILE, example)));

        assertThat(settings.findings()).isEmpty();
        assertThat(settings.of(new EnvironmentName("prod")).production()).isTrue();
    }

    @Test
    void ownControls_findWhatTheirCasesSay() throws IOException {
        List<String> examples = blocks(Path.of("docs/own-controls.md"), "yaml");
        assertThat(examples).hasSizeGreaterThan(5);
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < examples.size(); i += 2) {
            files.put("controls/example" + i + ".yaml", examples.get(i));
            files.put("controls/example" + i + ".cases.yaml", examples.get(i + 1));
        }

        OwnControlCases.Run run = OwnControlCases.run(MemorySourceTree.of(files), new SourcePath("controls"));

        assertThat(run.findings()).isEmpty();
        assertThat(run.outcomes()).hasSize(examples.size()).allMatch(OwnControlCases.Outcome::isRight);
    }

    @Test
    void readme_leadsWithTwoCommands() throws IOException {
        assertThat(blocks(Path.of("README.md"), "sh"))
                .startsWith("mvn -q -DskipTests package exec:exec@sandbox\n", "mvn verify\n");
        assertThat(Files.readString(Path.of(".ci/run"))).contains(" verify\n");
    }

    @Test
    void links_leadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> pages =
                new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("SECURITY.md")));
        try (var docs = Files.list(Path.of("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(page));
            while (link.find()) {
                Path parent = page.toAbsolutePath().getParent();
                if (parent == null || !Files.exists(parent.resolve(link.group(1)))) {
                    broken.add(page + " → " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static BotSettings settings(Properties properties) {
        return config(properties).getConfigMapping(BotSettings.class);
    }

    private static SmallRyeConfig config(Properties properties) {
        Map<String, String> values = new HashMap<>();
        properties.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "documentation", 500))
                .withMapping(BotSettings.class)
                .addDiscoveredConverters()
                .build();
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        Matcher block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(page));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }
}
