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
 * @param isWhole whether its answer is waited for also when nobody wants the rest any more: what it changes must be known
 * @param doing for messages: "push to `host/repository`"
 */
record Call(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable RequestBody body,
        boolean isWhole,
        String doing) {
    Call {
        headers = Map.copyOf(headers);
    }

    static Call of(String method, URI uri, String doing) {
        return new Call(method, uri, Map.of(), null, false, doing);
    }

    Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, uri, more, body, isWhole, doing);
    }

    Call body(RequestBody newBody) {
        return new Call(method, uri, headers, newBody, isWhole, doing);
    }

    Call whole() {
        return new Call(method, uri, headers, body, true, doing);
    }

    Call to(URI newUri) {
        return new Call(method, newUri, headers, body, isWhole, doing);
    }

    /** What is sent, for a method that cannot go without. */
    @Nullable RequestBody sent() {
        return body == null && !isRead() ? BlobBody.EMPTY : body;
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
