package io.github.ksailbot.engine.scan.score;

/** Why a status is what it is, in Kubescape's words. */
public enum SubStatus {
    NONE(""),
    /** Passed, because some exception says so. */
    EXCEPTIONS("w/exceptions"),
    /** Passed, because there was nothing that it is about. */
    IRRELEVANT("irrelevant"),
    /** Skipped: the lists that configure it are empty. */
    CONFIGURATION("configuration"),
    /** Skipped: a person must look at each failure. */
    REQUIRES_REVIEW("requires review"),
    /** Skipped: a person must look at the whole. */
    MANUAL_REVIEW("manual review"),
    /** Skipped: it needs what files do not have. */
    NOT_EVALUATED("notEvaluated");

    private final String text;

    SubStatus(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
