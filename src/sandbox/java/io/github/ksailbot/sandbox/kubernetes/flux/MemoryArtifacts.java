package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.source.MemorySourceTree;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Content that a test puts in place by the address of the source. */
public final class MemoryArtifacts implements Artifacts {
    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /**
     * @param url of the source
     * @param revision as the source is to report it
     * @param files text by path
     */
    public MemoryArtifacts put(String url, String revision, Map<String, String> files) {
        contents.put(url, new Content(revision, url, MemorySourceTree.of(files), Map.of()));
        return this;
    }

    public void remove(String url) {
        contents.remove(url);
    }

    @Override
    public Content fetch(ObjectNode source) throws Unavailable {
        String url = source.at("/spec/url").asText();
        Content content = contents.get(url);
        if (content == null) {
            throw new Unavailable(
                    "OCIPullFailed",
                    "failed to determine artifact digest: GET %s: MANIFEST_UNKNOWN: manifest unknown".formatted(url));
        }
        return content;
    }
}
