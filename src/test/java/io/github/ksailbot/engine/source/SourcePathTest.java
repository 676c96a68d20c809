package io.github.ksailbot.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ksailbot.engine.source.SourceException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourcePathTest {
    @ParameterizedTest
    @CsvSource({
        "k8s/apps, web.yaml, k8s/apps/web.yaml",
        "k8s/apps, ../base, k8s/base",
        "k8s/apps, ../../x, x",
        "k8s/apps, ../.., ''",
        "k8s/apps, ., k8s/apps",
        "k8s/apps, '', k8s/apps",
        "k8s/apps, ./a//b/, k8s/apps/a/b",
        "k8s/apps, ..., k8s/apps/...",
        "'', a/../b, b",
    })
    void resolve_inside(String directory, String relative, String resolved) throws Exception {
        assertThat(new SourcePath(directory).resolve(relative)).isEqualTo(new SourcePath(resolved));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../..",
                "../../..",
                "../../../etc/passwd",
                "a/../../../..",
                "/",
                "/etc/passwd",
                "//host/share",
                "..\\..\\x",
                "C:\\x",
                "a\0b",
                "\0"
            })
    void resolve_outside(String relative) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> new SourcePath("k8s").resolve(relative + (relative.equals("..") ? "/.." : "")))
                .returns(Reason.ESCAPES, SourceException::reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "a\0"})
    void constructor_notNormalised(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SourcePath(text));
    }

    @Test
    void isWithin_comparesWholeSegments() {
        SourcePath apps = new SourcePath("k8s/apps");
        assertThat(apps.isWithin(new SourcePath("k8s"))).isTrue();
        assertThat(apps.isWithin(apps)).isTrue();
        assertThat(apps.isWithin(SourcePath.ROOT)).isTrue();
        assertThat(new SourcePath("k8s/apps-old").isWithin(apps)).isFalse();
    }
}
