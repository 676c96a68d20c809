package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;

/** Ends the reading of a file at a limit; never leaves {@link YamlReader}. */
final class YamlStop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    YamlStop(Finding finding) {
        super(finding.message(), null, false, false);
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
