package io.github.ksailbot.engine.kustomize;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import org.junit.jupiter.api.Test;

class KustomizerFindingTest {
    private static final String SETTINGS = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n";

    @Test
    void missingResources_areAllReportedWhereTheyAreListed() {
        Rendered rendered = Rendered.of(
                "",
                "kustomization.yaml",
                "resources:\n- settings.yaml\n- gone.yaml\n- nowhere/\n",
                "settings.yaml",
                SETTINGS);

        assertThat(rendered.errors())
                .containsExactly(
                        "kustomization.yaml:3:3 kustomize/missing-file",
                        "kustomization.yaml:4:3 kustomize/missing-file");
        assertThat(rendered.text()).isEqualTo(SETTINGS);
    }

    @Test
    void whatIsMissing_isNotBlamedOnPatchesAgain() {
        Rendered rendered = Rendered.of("", "kustomization.yaml", """
            resources: [gone.yaml]
            patches:
            - patch: |
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: gone}
            replicas:
            - {name: gone, count: 2}
            """);

        assertThat(rendered.errors()).containsExactly("kustomization.yaml:1:13 kustomize/missing-file");
    }

    @Test
    void unknownField_hasItsLineAndASuggestion() {
        Build build = Rendered.of("", "kustomization.yaml", "resource: []\nnamespace: a\n")
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("kustomize/unknown-field");
            assertThat(finding.origin()).isNotNull();
            assertThat(finding.fix()).isEqualTo("Did you mean `resources`?");
        });
    }

    @Test
    void numberForAString_isRefusedWhereItStands() {
        assertThat(Rendered.of(
                                "",
                                "kustomization.yaml",
                                "resources: [settings.yaml]\nimages:\n- name: web\n  newTag: 1.0\n",
                                "settings.yaml",
                                SETTINGS)
                        .errors())
                .containsExactly("kustomization.yaml:4:11 kustomize/wrong-type");
    }

    @Test
    void duplicate_namesTheFirst() {
        Build build = Rendered.of(
                        "",
                        "kustomization.yaml",
                        "resources: [a.yaml, b.yaml]\n",
                        "a.yaml",
                        SETTINGS,
                        "b.yaml",
                        SETTINGS)
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("kustomize/duplicate-id");
            assertThat(finding.message()).contains("`a.yaml:1:1`");
        });
    }

    @Test
    void cycle_isReportedWhereItCloses() {
        assertThat(Rendered.of(
                                "a",
                                "a/kustomization.yaml",
                                "resources: [../b]\n",
                                "b/kustomization.yaml",
                                "resources: [../a]\n")
                        .errors())
                .containsExactly("b/kustomization.yaml:1:13 kustomize/cycle");
    }

    @Test
    void remoteBase_isNotFetched() {
        assertThat(Rendered.of("", "kustomization.yaml", """
            resources:
            - https://example.org/a.yaml
            - github.com/a/b//c?ref=v1
            - git@github.com:a/b.git
            """).errors())
                .containsExactly(
                        "kustomization.yaml:2:3 kustomize/remote-resource",
                        "kustomization.yaml:3:3 kustomize/remote-resource",
                        "kustomization.yaml:4:3 kustomize/remote-resource");
    }

    @Test
    void fileAboveTheKustomization_isForbiddenToTheCommandLineOnly() {
        String[] files = {
            "a/kustomization.yaml", "resources: [../settings.yaml]\n", "settings.yaml", SETTINGS,
        };

        assertThat(Rendered.of("a", files).errors())
                .containsExactly("a/kustomization.yaml:1:13 kustomize/load-restriction");
        assertThat(new Kustomizer()
                        .build(
                                io.github.ksailbot.engine.source.MemorySourceTree.of(Rendered.files(files)),
                                new io.github.ksailbot.engine.source.SourcePath("a"),
                                BuildOptions.FLUX)
                        .failed())
                .isFalse();
    }

    @Test
    void helmCharts_areAnError() {
        assertThat(Rendered.of("", "kustomization.yaml", "helmCharts:\n- name: chart\n")
                        .errors())
                .containsExactly("kustomization.yaml:2:3 kustomize/helm-not-rendered");
    }

    @Test
    void pluginThatRunsCode_isRefused() {
        assertThat(Rendered.of(
                                "",
                                "kustomization.yaml",
                                "generators: [sops.yaml]\n",
                                "sops.yaml",
                                "apiVersion: viaduct.ai/v1\nkind: ksops\nmetadata:\n  name: secrets\n")
                        .errors())
                .containsExactly("sops.yaml:1:1 kustomize/plugin-refused");
    }

    @Test
    void componentUnderResources_isRefused() {
        assertThat(Rendered.of(
                                "a",
                                "a/kustomization.yaml",
                                "resources: [../c]\n",
                                "c/kustomization.yaml",
                                "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: x-\n")
                        .errors())
                .containsExactly("a/kustomization.yaml:1:13 kustomize/kind");
    }

    @Test
    void namespaceThatMakesTwoOfOne_isAnError() {
        assertThat(Rendered.of(
                                "",
                                "kustomization.yaml",
                                "resources: [a.yaml]\nnamespace: one\n",
                                "a.yaml",
                                SETTINGS + "  namespace: a\n---\n" + SETTINGS + "  namespace: b\n")
                        .errors())
                .containsExactly("kustomization.yaml:2:12 kustomize/duplicate-id");
    }

    @Test
    void directoryWithoutKustomization_isAnError() {
        assertThat(Rendered.of("a", "a/deployment.yaml", SETTINGS).errors())
                .containsExactly("a/kustomization.yaml:1:1 kustomize/no-kustomization");
    }

    @Test
    void twoKustomizations_areAnError() {
        assertThat(Rendered.of("", "kustomization.yaml", "resources: []\n", "Kustomization", "resources: []\n")
                        .errors())
                .containsExactly("Kustomization:1:1 kustomize/several-kustomizations");
    }

    @Test
    void emptyKustomization_isAnError() {
        assertThat(Rendered.of("", "kustomization.yaml", "kind: Kustomization\n")
                        .errors())
                .containsExactly("kustomization.yaml:1:1 kustomize/empty");
    }

    @Test
    void varOfABaseOnTwoWays_saysThatItIsTheSame() {
        Build build = Rendered.of(
                        "",
                        "kustomization.yaml",
                        "resources: [a, b]\n",
                        "a/kustomization.yaml",
                        "namePrefix: a-\nresources: [../base]\n",
                        "b/kustomization.yaml",
                        "namePrefix: b-\nresources: [../base]\n",
                        "base/kustomization.yaml",
                        "resources: [settings.yaml]\n"
                                + "vars:\n"
                                + "- name: X\n"
                                + "  objref: {apiVersion: v1, kind: ConfigMap, name: settings}\n",
                        "base/settings.yaml",
                        SETTINGS)
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message())
                    .isEqualTo("The var `X` comes in a second time: two entries on the way here lead to the"
                            + " kustomization that defines it.");
            assertThat(requireNonNull(finding.origin()).location()).hasToString("base/kustomization.yaml:3:3");
        });
    }

    @Test
    void fieldThatCannotBeWritten_namesTheLineThatAskedForIt() {
        Build build = Rendered.of(
                        "",
                        "kustomization.yaml",
                        "resources: [settings.yaml]\nnamespace: shop\nconfigurations: [specs.yaml]\n",
                        "settings.yaml",
                        SETTINGS + "data: {list: {a: b}}\n",
                        "specs.yaml",
                        "namespace:\n- path: data/list\n")
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message())
                    .isEqualTo("A single value was to be written here, but the field holds a mapping or list."
                            + " `kustomization.yaml:2:12` asks for it.");
            assertThat(requireNonNull(finding.origin()).location()).hasToString("settings.yaml:5:14");
            assertThat(finding.field()).isEqualTo("data/list");
        });
    }

    @Test
    void mistypedPath_isAnsweredWithTheOneThatIsThere() {
        Build build = Rendered.of(
                        "app",
                        "app/kustomization.yaml",
                        "resources:\n- setings.yaml\n- ../bases\n- /etc/passwd\n- ../../x.yaml\n",
                        "app/settings.yaml",
                        SETTINGS,
                        "base/kustomization.yaml",
                        "resources: []\n")
                .build();

        assertThat(build.findings())
                .map(finding -> finding.message() + " " + finding.fix())
                .containsExactly(
                        "There is no `setings.yaml`. Did you mean `settings.yaml`?",
                        "There is no `../bases`. Did you mean `../base`?",
                        "`/etc/passwd` is an absolute path; nothing outside is read."
                                + " Copy it into the repository, and name it relative to this kustomization.",
                        "`../../x.yaml` leads out of the repository; nothing outside is read."
                                + " Copy it into the repository, and name it relative to this kustomization.");
    }

    @Test
    void pathThatIsNone_isSaidToBeNone() {
        Build build = Rendered.of("app", "app/kustomization.yaml", "resources: ['', 'a\\b.yaml', \"c\\0d.yaml\", .]\n")
                .build();

        assertThat(build.findings())
                .map(finding -> finding.message() + " " + finding.fix())
                .containsExactly(
                        "The entry is empty: it names neither a file nor a directory."
                                + " Name a file or a directory, or remove the entry.",
                        "`a\\b.yaml` contains a backslash, which does not separate directories here."
                                + " Write `/` between the names of directories.",
                        "`c\0d.yaml` contains a NUL character, which no file name has. Remove the character.",
                        "`.` is `app`, which is being built already, or holds what is: a cycle."
                                + " Remove this entry; a kustomization cannot contain itself or a directory above it.");
    }

    @Test
    void linkThatCannotBeFollowed_isSaidToBeOne() {
        MemorySourceTree tree = MemorySourceTree.builder()
                .file("app/kustomization.yaml", "resources: [out.yaml, circle.yaml, nowhere.yaml, beside.yaml]\n")
                .file("settings.yaml", SETTINGS)
                .link("app/out.yaml", "../../x.yaml")
                .link("app/circle.yaml", "circle.yaml")
                .link("app/nowhere.yaml", "absent.yaml")
                .link("app/beside.yaml", "../settings.yaml")
                .build();

        Build build = new Kustomizer().build(tree, new SourcePath("app"), BuildOptions.COMMAND_LINE);

        assertThat(build.findings())
                .map(finding -> finding.message() + " " + finding.fix())
                .containsExactly(
                        "`out.yaml` goes through a symbolic link that leads out of the repository; nothing outside is"
                                + " read. Put what it leads to in the place of the link.",
                        "`circle.yaml` goes through symbolic links that lead in a circle, or through too many."
                                + " Put what they should lead to in the place of the first link.",
                        "`nowhere.yaml` is a symbolic link that leads to nothing."
                                + " Put what it should lead to in the place of the link, or remove the entry.",
                        "`settings.yaml`, where `beside.yaml` leads by a symbolic link, is neither in nor below `app`:"
                                + " kustomize reads files from there only."
                                + " Move the file, or make a base of its directory.");
    }

    @Test
    void fileThatIsTooLarge_isSaidToBeAndNotCalledWrong() {
        Build build = Rendered.of(
                        "", "kustomization.yaml", "resources: [large.yaml]\n", "large.yaml", "#".repeat(17 << 20))
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("`large.yaml` has 17825792 bytes; the limit is 16777216 bytes.");
            assertThat(finding.fix()).isEqualTo("Split it, or let the cluster get it from elsewhere.");
            assertThat(finding.isUnchecked()).isTrue();
        });
    }

    @Test
    void fileOnTwoWays_isReportedWhereItComesInAgain() {
        Build build = Rendered.of(
                        "",
                        "kustomization.yaml",
                        "resources:\n- a\n- b\n",
                        "a/kustomization.yaml",
                        "resources: [../base]\n",
                        "b/kustomization.yaml",
                        "resources: [../base]\n",
                        "base/kustomization.yaml",
                        "resources: [settings.yaml]\n",
                        "base/settings.yaml",
                        SETTINGS)
                .build();

        assertThat(build.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message())
                    .isEqualTo("`ConfigMap.v1.[noGrp]/settings.[noNs]` of `base/settings.yaml:1:1` is added a second"
                            + " time: two entries on the way here lead to it.");
            assertThat(requireNonNull(finding.origin()).location()).hasToString("kustomization.yaml:3:3");
        });
    }
}
