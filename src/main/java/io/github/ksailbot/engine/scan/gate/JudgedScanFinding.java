package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.scan.ScanFinding;

/**
 * @param finding what fails
 * @param isNew whether the merge base does not have it; true for every one when nothing was compared
 */
public record JudgedScanFinding(ScanFinding finding, boolean isNew) {}
