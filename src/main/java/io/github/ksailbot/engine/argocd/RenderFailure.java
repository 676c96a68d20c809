package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;

/** A source that comes to no manifests, because it is wrong. */
final class RenderFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    RenderFailure(Finding finding) {
        super(finding.message());
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
