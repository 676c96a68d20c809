package io.github.ksailbot.sandbox.github.rest;

import java.util.ArrayList;
import java.util.List;

/** Every request to the API since the start or the last {@link #clear}; Git is not among them. */
public final class RequestLog {

    private final List<RecordedRequest> requests = new ArrayList<>();

    synchronized void add(RecordedRequest request) {
        requests.add(request);
    }

    /** In the order in which they were answered. */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    public synchronized void clear() {
        requests.clear();
    }
}
