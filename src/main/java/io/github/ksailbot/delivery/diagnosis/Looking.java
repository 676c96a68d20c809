package io.github.ksailbot.delivery.diagnosis;

import io.github.ksailbot.delivery.cluster.ApiException;
import io.github.ksailbot.delivery.cluster.ClusterApi;
import io.github.ksailbot.delivery.redaction.Redactor;

/** Looks at a cluster, part by part: what cannot be looked at is noted and passed over. */
final class Looking {
    private static final int LINE_LENGTH = 300;

    private final ClusterApi api;
    private final Redactor redactor;
    private final Findings findings;

    Looking(ClusterApi api, Redactor redactor, Findings findings) {
        this.api = api;
        this.redactor = redactor;
        this.findings = findings;
    }

    /** One part of it. */
    interface Look {
        void take(ClusterApi api) throws ApiException;
    }

    /**
     * Does nothing any more when the thread is interrupted.
     *
     * @param what for people, in case that it cannot be looked at; what is not there is passed over in silence
     */
    void at(String what, Look look) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            look.take(api);
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                findings.unseen(what + ": " + line(String.valueOf(e.getMessage())));
            }
        }
    }

    String clean(String text) {
        return redactor.redact(text);
    }

    /** Without secrets, and short. */
    String line(String text) {
        return Wording.cut(redactor.redact(text), LINE_LENGTH);
    }
}
