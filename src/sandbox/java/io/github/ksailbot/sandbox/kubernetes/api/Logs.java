package io.github.ksailbot.sandbox.kubernetes.api;

import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What containers have written. */
public final class Logs {
    private final Map<Source, String> texts = new ConcurrentHashMap<>();

    private record Source(String namespace, String pod, String container, boolean previous) {}

    /** @param previous whether by the container that ran before the present one */
    public void set(String namespace, String pod, String container, boolean previous, String text) {
        texts.put(new Source(namespace, pod, container, previous), text);
    }

    /** @param lines the last ones; negative for all */
    String tail(String namespace, String pod, String container, boolean previous, int lines) {
        String text = texts.get(new Source(namespace, pod, container, previous));
        if (text == null && previous) {
            throw StatusError.badRequest(
                    "previous terminated container \"%s\" in pod \"%s\" not found".formatted(container, pod));
        }
        List<String> all = text == null ? List.of() : text.lines().toList();
        int from = lines < 0 ? 0 : Math.max(0, all.size() - lines);
        return all.subList(from, all.size()).stream().map(line -> line + "\n").reduce("", String::concat);
    }
}
