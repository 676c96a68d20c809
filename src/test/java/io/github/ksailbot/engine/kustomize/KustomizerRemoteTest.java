package io.github.ksailbot.engine.kustomize;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import io.github.ksailbot.engine.kustomize.remote.Fetched.Reason;
import io.github.ksailbot.engine.kustomize.remote.Fetcher;
import io.github.ksailbot.engine.kustomize.remote.RemoteFile;
import io.github.ksailbot.engine.kustomize.remote.RemoteRepository;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KustomizerRemoteTest {
    private static final String SHOP = "https://github.com/acme/shop";
    private static final String SETTINGS =
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n";

    /** Places that answer; all others are absent. */
    private static final class Places implements Fetcher {
        private final Map<String, SourceTree> repositories = new HashMap<>();
        private final Map<String, String> files = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        Places repository(String cloneUrl, String... pathsAndTexts) {
            repositories.put(cloneUrl, MemorySourceTree.of(Rendered.files(pathsAndTexts)));
            return this;
        }

        Places file(String url, String text) {
            files.put(url, text);
            return this;
        }

        @Override
        public Fetched<SourceTree> repository(RemoteRepository repository) {
            asked.add(repository.cloneUrl() + " " + repository.ref());
            SourceTree tree = repositories.get(repository.cloneUrl());
            return tree == null
                    ? new Fetched.Refusal<>(Reason.ABSENT, "there is no such repository")
                    : new Fetched.Content<>(tree);
        }

        @Override
        public Fetched<byte[]> file(RemoteFile file) {
            asked.add(file.url());
            String text = files.get(file.url());
            return text == null
                    ? new Fetched.Refusal<>(Reason.ABSENT, "the server answers 404")
                    : new Fetched.Content<>(text.getBytes(StandardCharsets.UTF_8));
        }

        Rendered render(String... pathsAndTexts) {
            return new Rendered(new Kustomizer(this)
                    .build(
                            MemorySourceTree.of(Rendered.files(pathsAndTexts)),
                            new SourcePath("app"),
                            BuildOptions.FLUX));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [ADDRESS]",
                "bases: [ADDRESS]",
                "components: [ADDRESS]",
                "generators: [ADDRESS]",
                "transformers: [ADDRESS]",
                "validators: [ADDRESS]",
            })
    void repository_inEveryList_isDeniedByDefault(String field) {
        Build build = Rendered.of(
                        "",
                        "kustomization.yaml",
                        field.replace("ADDRESS", "\"github.com/acme/shop//base?ref=v1&submodules=false&timeout=90\""))
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("kustomize/remote-resource");
            assertThat(finding.isUnchecked()).isTrue();
            assertThat(finding.message())
                    .isEqualTo("`github.com/acme/shop//base?ref=v1&submodules=false&timeout=90` is the directory `base`"
                            + " of the Git repository `https://github.com/acme/shop` at `v1`, without submodules, in at"
                            + " most 90 s. It was not fetched: nothing outside of this repository is fetched.");
            assertThat(finding.fix())
                    .isEqualTo("Copy it into this repository, and name the copy here; or have its host allowed"
                            + " (`ksail-bot.fetch.hosts`, or `--fetch`).");
            assertThat(finding.origin()).isEqualTo(Origin.of("kustomization.yaml", 1, field.indexOf("ADDRESS") + 1));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: [ADDRESS]",
                "patches: [{path: ADDRESS}]",
                "patchesStrategicMerge: [ADDRESS]",
                "patchesJson6902: [{path: ADDRESS, target: {kind: A, name: a}}]",
                "replacements: [{path: ADDRESS}]",
                "crds: [ADDRESS]",
                "openapi: {path: ADDRESS}",
                "configurations: [ADDRESS]",
                "configMapGenerator: [{name: a, files: [ADDRESS]}]",
                "secretGenerator: [{name: a, envs: [ADDRESS]}]",
            })
    void file_inEveryField_isDeniedByDefault(String field) {
        Build build = Rendered.of("", "kustomization.yaml", field.replace("ADDRESS", "https://example.org/a.yaml"))
                .build();

        assertThat(build.findings())
                .filteredOn(finding -> finding.rule().value().equals("kustomize/remote-resource"))
                .singleElement()
                .matches(Finding::isUnchecked)
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("`https://example.org/a.yaml` is a file of a web server. It was not fetched: nothing"
                                + " outside of this repository is fetched."));
    }

    @Test
    void fetchedBase_isRenderedAndItsOriginsNameIt() {
        Rendered rendered = new Places()
                .repository(
                        SHOP,
                        "base/kustomization.yaml",
                        "resources: [settings.yaml, ../more]\n",
                        "base/settings.yaml",
                        SETTINGS,
                        "more/kustomization.yaml",
                        "configMapGenerator: [{name: more, envs: [more.env]}]\n",
                        "more/more.env",
                        "X=1\n")
                .render("app/kustomization.yaml", "namespace: shop\nresources:\n- github.com/acme/shop//base?ref=v1\n");

        assertThat(rendered.build().findings()).isEmpty();
        assertThat(rendered.origin("metadata", "namespace")).containsExactly("app/kustomization.yaml:1 namespace set");
        assertThat(rendered.origin("data", "a"))
                .containsExactly("https://github.com/acme/shop//base/settings.yaml?ref=v1:6 written");
        Node generated = FieldPath.of("data", "X")
                .find(rendered.build().manifests().get(1).root());
        assertThat(generated).isNotNull();
        assertThat(generated.origin().chain())
                .map(step -> step.place().toString())
                .containsExactly(SHOP + "//more/kustomization.yaml?ref=v1:1:42", SHOP + "//more/more.env?ref=v1:1:1");
        assertThat(generated.origin().location()).hasToString("app/kustomization.yaml:3:3");
    }

    @Test
    void findingInAFetchedTree_pointsToTheLineThatNamesIt() {
        Build build = new Places()
                .repository(SHOP, "kustomization.yaml", "resources: [gone.yaml]\nimages: [{nam: a}]\n")
                .render("app/kustomization.yaml", "resources:\n- github.com/acme/shop\n")
                .build();

        assertThat(build.findings())
                .map(finding ->
                        finding.rule() + " " + requireNonNull(finding.origin()).place() + " "
                                + requireNonNull(finding.origin()).location())
                .containsExactly(
                        "kustomize/unknown-field " + SHOP + "//kustomization.yaml:2:11 app/kustomization.yaml:2:3",
                        "kustomize/missing-file " + SHOP + "//kustomization.yaml:1:13 app/kustomization.yaml:2:3");
    }

    @Test
    void fetchedTree_isAJailOfItsOwn() {
        Places places = new Places()
                .repository(
                        SHOP,
                        "base/kustomization.yaml",
                        "resources: [../../app/secret.yaml]\n",
                        "up/kustomization.yaml",
                        "resources: [../other.yaml]\n",
                        "other.yaml",
                        SETTINGS);

        assertThat(places.render(
                                "app/kustomization.yaml",
                                "resources: [github.com/acme/shop//base]\n",
                                "app/secret.yaml",
                                SETTINGS)
                        .errors())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .endsWith("kustomize/load-restriction");
        // Files lie below the kustomization in a fetched tree, whatever the rule of the build is.
        assertThat(places.render("app/kustomization.yaml", "resources: [github.com/acme/shop//up]\n")
                        .errors())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .endsWith("kustomize/load-restriction");
    }

    @Test
    void nestedRemotes_areFollowedAndLeadBackToTheOwnLine() {
        Rendered rendered = new Places()
                .repository(SHOP, "kustomization.yaml", "resources: ['https://git.example.org/acme/base//x?ref=v2']\n")
                .repository(
                        "https://git.example.org/acme/base",
                        "x/kustomization.yaml",
                        "resources: [settings.yaml]\n",
                        "x/settings.yaml",
                        SETTINGS)
                .render("app/kustomization.yaml", "resources: [github.com/acme/shop]\n");

        Origin origin = rendered.build().manifests().get(0).origin();
        assertThat(origin.place()).hasToString("https://git.example.org/acme/base//x/settings.yaml?ref=v2:1:1");
        assertThat(origin.location()).hasToString("app/kustomization.yaml:1:13");
    }

    @Test
    void cycleAcrossRepositories_isReportedWhereItCloses() {
        Build build = new Places()
                .repository(SHOP, "kustomization.yaml", "resources: ['https://git.example.org/acme/base']\n")
                .repository(
                        "https://git.example.org/acme/base",
                        "kustomization.yaml",
                        "resources: [github.com/acme/shop]\n")
                .render("app/kustomization.yaml", "resources: ['https://github.com/acme/shop']\n")
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("kustomize/cycle");
            assertThat(requireNonNull(finding.origin()).place())
                    .hasToString("https://git.example.org/acme/base//kustomization.yaml:1:13");
        });
    }

    @Test
    void sameRepository_isFetchedOnce() {
        Places places = new Places()
                .repository(
                        SHOP,
                        "a/kustomization.yaml",
                        "namePrefix: a-\nresources: [../base]\n",
                        "b/kustomization.yaml",
                        "namePrefix: b-\nresources: [../base]\n",
                        "base/kustomization.yaml",
                        "resources: [settings.yaml]\n",
                        "base/settings.yaml",
                        SETTINGS);

        Rendered rendered = places.render(
                "app/kustomization.yaml",
                "resources: ['github.com/acme/shop//a?ref=v1', 'https://github.com/acme/shop//b?ref=v1']\n");

        assertThat(rendered.errors()).isEmpty();
        assertThat(rendered.build().manifests())
                .map(manifest -> manifest.name())
                .containsExactly("a-settings", "b-settings");
        assertThat(places.asked).containsExactly(SHOP + " v1");
    }

    @Test
    void addressOfAFile_isReadAsManifestsAndPatches() {
        Rendered rendered = new Places()
                .file("https://example.org/settings.yaml", SETTINGS)
                .file("https://example.org/patch.yaml", SETTINGS.replace("a: b", "a: c"))
                .render("app/kustomization.yaml", """
                    resources: ['https://example.org/settings.yaml']
                    patchesStrategicMerge: ['https://example.org/patch.yaml']
                    """);

        assertThat(rendered.build().findings()).isEmpty();
        assertThat(rendered.origin("data", "a"))
                .containsExactly(
                        "https://example.org/patch.yaml:6 patched", "https://example.org/settings.yaml:6 written");
    }

    @Test
    void addressThatCanBeEither_isAskedForAsBoth() {
        Places files = new Places().file("https://example.org/acme/manifest", SETTINGS);
        Places repositories = new Places()
                .repository(
                        "https://example.org/acme/shop",
                        "kustomization.yaml",
                        "resources: [a.yaml]\n",
                        "a.yaml",
                        SETTINGS);

        assertThat(files.render("app/kustomization.yaml", "resources: ['https://example.org/acme/manifest']\n")
                        .errors())
                .isEmpty();
        assertThat(repositories
                        .render("app/kustomization.yaml", "resources: ['https://example.org/acme/shop']\n")
                        .errors())
                .isEmpty();
        assertThat(repositories.asked)
                .containsExactly("https://example.org/acme/shop", "https://example.org/acme/shop ");
    }

    @Test
    void absentPlace_isAMistake() {
        Build build = new Places()
                .render("app/kustomization.yaml", "resources: ['github.com/acme/shop//base?ref=v9']\n")
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("kustomize/remote-missing");
            assertThat(finding.isUnchecked()).isFalse();
            assertThat(finding.message()).endsWith("It was not fetched: there is no such repository.");
        });
    }

    @Test
    void absentDirectory_isAMistake() {
        assertThat(new Places()
                        .repository(SHOP, "a.txt", "")
                        .render("app/kustomization.yaml", "resources: ['github.com/acme/shop//base']\n")
                        .errors())
                .containsExactly("app/kustomization.yaml:1:13 kustomize/not-a-directory");
    }

    @Test
    void veryManyPlaces_areNotAllAskedFor() {
        StringBuilder resources = new StringBuilder("resources:\n");
        for (int i = 0; i < 150; i++) {
            resources.append("- https://example.org/").append(i).append(".yaml\n");
        }
        Places places = new Places();

        places.render("app/kustomization.yaml", resources.toString());

        assertThat(places.asked).hasSize(100);
    }
}
