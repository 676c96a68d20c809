package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceIgnoreTest {

    @ParameterizedTest
    @CsvSource({
        "kustomization.yaml, false",
        "app/values.env, false",
        ".gitignore, true",
        "app/.gitignore, true",
        ".git/config, true",
        "app/logo.png, true",
        "app/LOGO.PNG, false",
        "dist/x.tar.gz, true",
        ".github/workflows/ci.yaml, true",
        "deep/er/.sops.yaml, true",
        "cloudbuild.yaml, true",
        "app/cloudbuild.yaml, true",
        "my-cloudbuild.yaml, false",
    })
    void defaults_ofFlux(String path, boolean leftOut) {
        assertThat(SourceIgnore.of(true).leavesOut(path)).isEqualTo(leftOut);
    }

    @ParameterizedTest
    @CsvSource({"app/logo.png, false", ".sops.yaml, false", ".gitignore, true"})
    void defaults_ofArgoCd_keepWhatAnEngineCouldRead(String path, boolean leftOut) {
        assertThat(SourceIgnore.of(false).leavesOut(path)).isEqualTo(leftOut);
    }

    @ParameterizedTest
    @CsvSource({
        "readme.md, true",
        "deploy/app.yaml, false",
        "deploy/notes/a.md, true",
        "deploy/a.md, true",
        "other/app.yaml, true",
    })
    void pattern_everythingButOneDirectory(String path, boolean leftOut) throws SourceException {
        SourceIgnore ignore = with("", "# all of it\n/*\n!/deploy\n/deploy/**/*.md\n");

        assertThat(ignore.leavesOut(path)).isEqualTo(leftOut);
    }

    @ParameterizedTest
    @CsvSource({"logo.png, false", "app/logo.png, false", "photo.jpg, true"})
    void pattern_takesInWhatIsLeftOutByDefault(String path, boolean leftOut) throws SourceException {
        assertThat(with("", "!logo.png\n").leavesOut(path)).isEqualTo(leftOut);
    }

    /** Other than Git, which does not look into a directory that is ignored. */
    @Test
    void pattern_takesInAFileOfADirectoryThatIsLeftOut() throws SourceException {
        SourceIgnore ignore = with("", "docs/\n!docs/keep.yaml\n");

        assertThat(ignore.leavesOut("docs/x.yaml")).isTrue();
        assertThat(ignore.leavesOut("docs/keep.yaml")).isFalse();
    }

    @Test
    void pattern_ofADirectoryBelow_countsThereOnly() throws SourceException {
        SourceIgnore ignore =
                with("", "*.txt\n").with("apps", "/local.yaml\n!notes.txt\n".getBytes(StandardCharsets.UTF_8));

        assertThat(ignore.leavesOut("apps/local.yaml")).isTrue();
        assertThat(ignore.leavesOut("apps/deep/local.yaml")).isFalse();
        assertThat(ignore.leavesOut("local.yaml")).isFalse();
        assertThat(ignore.leavesOut("apps/notes.txt")).isFalse();
        assertThat(ignore.leavesOut("notes.txt")).isTrue();
        assertThat(ignore.leavesOut("apps2/notes.txt")).isTrue();
    }

    @Test
    void pattern_forDirectoriesOnly() throws SourceException {
        SourceIgnore ignore = with("", "tmp/\n");

        assertThat(ignore.leavesOut("a/tmp/x")).isTrue();
        assertThat(ignore.leavesOut("a/tmp")).isFalse();
    }

    /** Source-controller reads patterns on its own terms; these are its answers. */
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "/**, a/b.yaml, false",
        "**, a/b.yaml, true",
        "**/, a/b.yaml, true",
        "**/, b.yaml, false",
        "docs/**, docs/a.md, true",
        "a/**b, a/x/b, false",
        "a**, apps/x, true",
        "/a**, apps/x, false",
        "**/a/b, a/b/c.yaml, true",
        "**/a/b, a/x/a/b, false",
        "a/**/b, a/x/y/b, true",
        "a/**/b, a/b, true",
        "a//b, a/b, true",
        "a/b, x/a/b, false",
        "a/b/, a/b, false",
        "a/b/, a/b/c, true",
        "[!a].yaml, b.yaml, false",
        "[!a].yaml, a.yaml, true",
        "[^a].yaml, b.yaml, true",
        "[a-c]?.yaml, bé.yaml, true",
        "[]a], a, false",
        "[a-, a, false",
        "[\\]b], ], true",
        "\\#notes, #notes, true",
        "\\!notes, !notes, true",
        "a\\, a, false",
        "*a*b*c, xaxxbxbxc, true",
        "*a*b*c, xaxxbxbx, false",
    })
    void pattern_isReadAsSourceControllerDoes(String pattern, String path, boolean leftOut) throws SourceException {
        assertThat(with("", pattern + "\n").leavesOut(path)).isEqualTo(leftOut);
    }

    @Test
    void spacesAtTheEnd_countBehindABackslashOnly() throws SourceException {
        assertThat(with("", "name  \n").leavesOut("name")).isTrue();
        assertThat(with("", "name\\ \n").leavesOut("name ")).isTrue();
        assertThat(with("", "name\t\n").leavesOut("name")).isFalse();
    }

    @Test
    void oneCarriageReturn_belongsToTheEndOfALine() throws SourceException {
        assertThat(with("", "one\r\ntwo\r").leavesOut("one")).isTrue();
        assertThat(with("", "one\r\ntwo\r").leavesOut("two")).isTrue();
        assertThat(with("", "two\r\r").leavesOut("two")).isFalse();
    }

    @Test
    void pattern_ofManyStars_takesNoLongTime() throws SourceException {
        SourceIgnore ignore = with("", "*a".repeat(2_000) + "b\n");

        assertThat(ignore.leavesOut("a".repeat(4_000))).isFalse();
    }

    @Test
    void pattern_thatIsNone() throws SourceException {
        SourceIgnore ignore = with("", "\n   \n# comment\r\n[\n[z-a]\n!\n/\n");

        assertThat(ignore.leavesOut("comment")).isFalse();
        assertThat(ignore.leavesOut("app.yaml")).isFalse();
    }

    @Test
    void patterns_tooMany() {
        assertThatThrownBy(() -> with("", "a\n".repeat(3_000)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("2000 patterns");
    }

    private static SourceIgnore with(String directory, String file) throws SourceException {
        return SourceIgnore.of(true).with(directory, file.getBytes(StandardCharsets.UTF_8));
    }
}
