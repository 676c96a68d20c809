package io.github.ksailbot.delivery.cluster;

/** What a watch tells. */
public sealed interface WatchEvent {
    /** An object is there, new or changed. */
    record Changed(KubernetesObject object) implements WatchEvent {}

    /** An object is no longer there. */
    record Deleted(KubernetesObject object) implements WatchEvent {}

    /** Nothing happened up to this moment. */
    record Bookmark(String resourceVersion) implements WatchEvent {}

    /**
     * The last event: the watch is over. Servers end watches after some minutes, connections break, histories are
     * forgotten (410).
     *
     * @param failure a status of 410 means that the objects must be listed again; 0 without a cause is an orderly end
     */
    record Ended(ApiException failure) implements WatchEvent {}
}
