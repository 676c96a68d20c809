package io.github.ksailbot.delivery.registry;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One request, in a form that can be made again.
 *
 * @param body null for that of a request that sends nothing
 * @param doing for messages: "push to `host/repository`"
 */
record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable RequestBody body,
        String doing) {
    Call {
        headers = Map.copyOf(headers);
    }

    static Call of(String method, URI uri, String doing) {
        return new Call(method, uri, Map.of(), null, doing);
    }

    Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, uri, more, body, doing);
    }

    Call body(RequestBody newBody) {
        return new Call(method, uri, headers, newBody, doing);
    }

    Call to(URI newUri) {
        return new Call(method, newUri, headers, body, doing);
    }

    /** What is sent, for a method that cannot go without. */
    @Nullable RequestBody sent() {
        return body == null && !isRead() ? BlobBody.EMPTY : body;
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
