package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.Map;

/** Where a source's content comes from. */
@FunctionalInterface
public interface Artifacts {

    /**
     * @param source an OCIRepository or a GitRepository
     * @throws Unavailable with the reason that source-controller would give
     */
    Content fetch(ObjectNode source) throws Unavailable;

    /**
     * @param revision {@code tag@sha256:…} or {@code branch@sha1:…}
     * @param from what messages call the place
     * @param annotations of the artifact
     */
    record Content(String revision, String from, SourceTree tree, Map<String, String> annotations) {
        public Content {
            annotations = Map.copyOf(annotations);
        }
    }

    /** It cannot be had now. */
    final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        public Unavailable(String reason, String message) {
            super(message);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
