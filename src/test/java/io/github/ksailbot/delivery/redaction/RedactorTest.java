package io.github.ksailbot.delivery.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor = new Redactor(List.of("hunter2-known"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pull https://bot:S3CRET@ghcr.io/v2/",
                "GET https://S3CRET@github.com/acme/fleet",
                "postgres://app:S3CRET@db:5432/app failed",
                "Authorization: Bearer S3CRETS3CRET",
                "authorization=Basic S3CRETS3CRET==",
                "password=S3CRET and more",
                "DB_PASSWORD: S3CRET",
                "\"password\": \"S3CRET with \\\" quote\"",
                "client_secret='S3CRET'",
                "?token=S3CRET&x=1",
                "AWS_SECRET_ACCESS_KEY=S3CRET",
                "Secret/apps/db dry-run failed: Secret \"db\" is invalid: data[x]: Invalid value: \"S3CRET\": no",
                "apply {\"kind\":\"Secret\",\"data\":{\"x\":\"S3CRET\"}} failed",
                "-----BEGIN RSA PRIVATE KEY-----\nS3CRET\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nS3CRET cut off",
                "token ghp_S3CRETS3CRETS3CRETS3CRET",
                "github_pat_S3CRETS3CRETS3CRET",
                "glpat-S3CRETS3CRETS3CRET",
                "AGE-SECRET-KEY-1S3CRETS3CRETS3CRETS3CRET",
                "eyJhbGciOiJ.eyJS3CRETS3CRET.S3CRETS3CRET",
                "key S3CRETabcdefghijklmnopqrstuvwxyz0123456789 used",
                // coloured as terminals understand it
                "\u001b[36mpassword\u001b[0m=\u001b[33mS3CRET\u001b[0m",
                "Bearer \u001b[1;31mS3CRETS3CRET",
                "\u001b]0;title\u0007token\u001b[m: S3CRET",
                "{\"msg\":\"\\u001b[36mpassword\\u001b[0m=S3CRET\"}",
                // JSON inside JSON
                "{\"msg\":\"{\\\"password\\\":\\\"S3CRET\\\"}\"}",
                // the last lines of a log that began before
                "S3CRETline/of+a/key\nS3CRET\n-----END RSA PRIVATE KEY-----\nnext line",
                "S3CRET\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nS3CRET\n-----END CERTIFICATE-----",
                // addresses of databases and registries
                "postgres://app:pa@S3CRET@db:5432/app failed",
                "root:S3CRET@tcp(10.0.0.1:3306)/app",
                "bot:S3CRET@ghcr.io/acme/fleet",
                "DB_PASS=S3CRET",
                "Set-Cookie: S3CRET",
            })
    void secret_isTakenOut(String text) {
        assertThat(redactor.redact(text)).doesNotContain("S3CRET").contains(Redactor.MARK);
    }

    @Test
    void knownValue_isTakenOut_anywhere() {
        assertThat(redactor.redact("x hunter2-known y")).isEqualTo("x <redacted> y");
    }

    @Test
    void lengthOfASecret_cannotBeTold() {
        assertThat(redactor.redact("password=abc")).isEqualTo(redactor.redact("password=" + "x".repeat(500)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "main@sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "Deployment/apps/web status: 'InProgress'",
                "ghcr.io/acme/very-long-repository-name/with-a-long-image-name-indeed:v1.2.3",
                "dependency 'flux-system/infrastructure-controllers' is not ready",
                "secret \"registry-credentials\" not found",
                "https://github.com/acme/fleet/blob/main/README.md",
                "Failed to pull image \"ghcr.io/acme/app:v1.2@sha256:9f86d081884c7d659a2feaa0c55ad015\"",
                "oci://localhost:5050/fleet@sha256:9f86d081884c7d659a2feaa0c55ad015",
                "bypass: enabled",
                "no matches for kind \"Certificate\" in version \"cert-manager.io/v1\"",
                "Back-off restarting failed container app in pod"
                        + " web-7d9c5b8f6-abcde_apps(0f0e0d0c-1111-2222-3333-444455556666)",
            })
    void ordinaryWords_stay(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }
}
