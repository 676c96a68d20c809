package io.github.ksailbot.delivery.flux;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Merge patches: only what they name is changed, and nothing is read before. */
final class Patches {
    private Patches() {}

    static ObjectNode requestedAt(String token) {
        return annotation(FluxNames.REQUESTED_AT, token);
    }

    static ObjectNode annotation(String key, @Nullable String value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("annotations").put(key, value);
        return patch;
    }

    static ObjectNode suspended(String holder, String time) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .putObject("annotations")
                .put(FluxNames.SUSPENDED_BY, holder)
                .put(FluxNames.SUSPENDED_AT, time);
        patch.putObject("spec").put("suspend", true);
        return patch;
    }

    /** Leaves no field behind: who applies the release says whether it has one. */
    static ObjectNode resumed(String holder, String time) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata")
                .putObject("annotations")
                .putNull(FluxNames.SUSPENDED_BY)
                .putNull(FluxNames.SUSPENDED_AT)
                .put(FluxNames.RECOVERED_BY, holder)
                .put(FluxNames.REQUESTED_AT, time);
        patch.putObject("spec").putNull("suspend");
        return patch;
    }
}
