package io.github.ksailbot.engine.kustomize.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {
    private static final Origin HERE = Origin.of("kustomization.yaml", 1, 1);

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx, '', ''",
        "nginx:1.0, nginx, 1.0, ''",
        "localhost:5000/nginx, localhost:5000/nginx, '', ''",
        "localhost:5000/nginx:1.0, localhost:5000/nginx, 1.0, ''",
        "nginx@sha256:ab, nginx, '', sha256:ab",
        "nginx:1.0@sha256:ab, nginx, 1.0, sha256:ab",
    })
    void parts(String reference, String name, String tag, String digest) {
        assertThat(ImageReference.parse(reference)).isEqualTo(new ImageReference(name, tag, digest));
        assertThat(ImageReference.parse(reference)).hasToString(reference);
    }

    @Test
    void newTag_dropsTheDigestUnlessOneIsGiven() {
        assertThat(new Image("nginx", "", "2", "", "", HERE).applyTo("nginx:1@sha256:ab"))
                .isEqualTo("nginx:2");
        assertThat(new Image("nginx", "", "2", "sha256:cd", "", HERE).applyTo("nginx:1"))
                .isEqualTo("nginx:2@sha256:cd");
    }

    @Test
    void newName_keepsTagAndDigest() {
        assertThat(new Image("nginx", "other/nginx", "", "", "", HERE).applyTo("nginx:1@sha256:ab"))
                .isEqualTo("other/nginx:1@sha256:ab");
    }

    @Test
    void name_isAnExpressionForTheWholeName() throws BuildException {
        ImageMatcher matcher = ImageMatcher.of(new Image("ngin.", "", "2", "", "", HERE), Work.unlimited());

        assertThat(matcher.matches("nginx:1", Work.unlimited())).isTrue();
        assertThat(matcher.matches("nginx-other:1", Work.unlimited())).isFalse();
        assertThat(matcher.matches("docker.io/nginx:1", Work.unlimited())).isFalse();
    }
}
