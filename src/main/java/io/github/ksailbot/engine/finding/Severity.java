package io.github.ksailbot.engine.finding;

/** How much a finding matters to a gate. Declared from worst to mildest, so that the natural order sorts the worst first. */
public enum Severity {
    /** Something that the cluster would refuse, or that could not be checked: fails the gate. */
    ERROR,
    /** Probably not what was meant; the gate passes. */
    WARNING,
    /** Good to know; the gate passes. */
    NOTICE
}
