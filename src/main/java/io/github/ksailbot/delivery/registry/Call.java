package io.github.ksailbot.delivery.registry;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One request, in a form that can be made again.
 *
 * @param doing for messages: "push to `host/repository`"
 */
record Call(String method, URI uri, Map<String, String> headers, Supplier<BodyPublisher> body, String doing) {
    Call {
        headers = Map.copyOf(headers);
    }

    static Call of(String method, URI uri, String doing) {
        return new Call(method, uri, Map.of(), BodyPublishers::noBody, doing);
    }

    Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, uri, more, body, doing);
    }

    Call body(Supplier<BodyPublisher> newBody) {
        return new Call(method, uri, headers, newBody, doing);
    }

    Call to(URI newUri) {
        return new Call(method, newUri, headers, body, doing);
    }

    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
