package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;

/** A bundle that comes to nothing: because it is wrong, or because it cannot be rendered here. */
final class BundleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    BundleException(Finding finding) {
        super(finding.message());
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
