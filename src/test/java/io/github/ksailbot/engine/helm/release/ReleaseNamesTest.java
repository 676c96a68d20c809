package io.github.ksailbot.engine.helm.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseNamesTest {
    @Test
    void nameOf53Characters_stays() {
        assertThat(ReleaseNames.shortened("a".repeat(53))).isEqualTo("a".repeat(53));
    }

    @Test
    void longerName_endsInItsHash() {
        // what helm-controller makes of it
        assertThat(ReleaseNames.shortened("release-name-with-very-long-name-which-is-longer-than-53-characters"))
                .isEqualTo("release-name-with-very-long-name-which-i-788ca0d0d7b0");
    }

    @Test
    void names_areThoseThatHelmTakes() {
        assertThat(ReleaseNames.isValid("web-1.a")).isTrue();
        assertThat(ReleaseNames.isValid("")).isFalse();
        assertThat(ReleaseNames.isValid("Web")).isFalse();
        assertThat(ReleaseNames.isValid("-web")).isFalse();
        assertThat(ReleaseNames.isValid("a".repeat(54))).isFalse();
    }
}
