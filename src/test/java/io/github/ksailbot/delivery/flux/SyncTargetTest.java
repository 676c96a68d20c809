package io.github.ksailbot.delivery.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.reconcile.SyncReference;
import io.github.ksailbot.engine.source.RepositoryUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncTargetTest {
    @ParameterizedTest
    @CsvSource({
        "oci://ghcr.io/acme/fleet, ghcr.io/acme/fleet, true",
        "oci://GHCR.io/acme/fleet/, ghcr.io/acme/fleet, true",
        "oci://ghcr.io/acme/Fleet, ghcr.io/acme/fleet, false",
        "oci://ghcr.io/acme/fleet, ghcr.io/acme/other, false",
        "oci://demo-local-registry:5000/k8s, localhost:5050/k8s, true",
        "oci://demo-local-registry:5000/k8s, ghcr.io/k8s, false",
        "oci://demo-local-registry:5000/other, localhost:5050/k8s, false",
    })
    void repository(String url, String repository, boolean same) {
        SyncReference reference = new SyncReference(repository, "dev", "./");
        assertThat(new SyncTarget(url, "dev", "").pulls(reference)).isEqualTo(same);
    }

    @Test
    void tag_isLatestWhenUnset_andLosesAgainstADigest() {
        SyncReference latest = new SyncReference("r/x", "latest", "./");
        assertThat(new SyncTarget("oci://r/x", "", "").pulls(latest)).isTrue();
        assertThat(new SyncTarget("oci://r/x", "latest", "sha256:00").pulls(latest))
                .isFalse();
        assertThat(new SyncTarget("oci://r/x", "dev", "").pulls(latest)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ./",
        "., ./",
        "./, ./",
        "clusters/prod, ./clusters/prod",
        "./clusters/prod/, ./clusters/prod",
        "clusters\\prod, ./clusters/prod",
        "a/../b, ./b",
        "../b, ./",
        "a/../../b, ./",
        "/etc, ./",
        "C:\\x, ./",
    })
    void path(String written, String normal) {
        assertThat(SyncTarget.normalPath(written)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/fleet",
        "https://github.com/acme/fleet.git",
        "https://user:pass@github.com/Acme/fleet.git",
        "ssh://git@github.com/acme/fleet.git",
        "ssh://git@github.com:22/acme/fleet",
        "git@github.com:acme/fleet.git",
    })
    void gitAddress(String url) {
        assertThat(RepositoryUrl.of(url).value()).isEqualTo("github.com/acme/fleet");
    }

    @Test
    void revisions() {
        String commit = "a".repeat(40);
        assertThat(new SourceRevision("main@sha1:" + commit).isCommit(commit)).isTrue();
        assertThat(new SourceRevision("main/" + commit).isCommit(commit)).isTrue();
        assertThat(new SourceRevision("main@sha1:" + "b".repeat(40)).isCommit(commit))
                .isFalse();
        assertThat(new SourceRevision("dev@sha256:1234").isArtifact("sha256:1234"))
                .isTrue();
        assertThat(new SourceRevision("dev@sha256:12345").isArtifact("sha256:1234"))
                .isFalse();
        assertThat(new SourceRevision("").isArtifact("")).isFalse();
        assertThat(SourceRevision.NONE).hasToString("<none>");
    }
}
