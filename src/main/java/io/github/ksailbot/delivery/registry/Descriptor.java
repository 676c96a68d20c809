package io.github.ksailbot.delivery.registry;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a manifest says of a blob.
 *
 * @param size in bytes
 * @param annotations sorted by key
 */
public record Descriptor(String mediaType, String digest, long size, SortedMap<String, String> annotations) {
    public Descriptor {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public static Descriptor of(String mediaType, Blob blob) {
        return new Descriptor(mediaType, blob.digest(), blob.size(), new TreeMap<>());
    }

    public Descriptor with(Map<String, String> newAnnotations) {
        return new Descriptor(mediaType, digest, size, new TreeMap<>(newAnnotations));
    }
}
