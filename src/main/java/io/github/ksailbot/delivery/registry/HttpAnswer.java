package io.github.ksailbot.delivery.registry;

import java.net.URI;
import java.util.List;
import okhttp3.Headers;

/**
 * What a server answered.
 *
 * @param uri that was asked
 * @param body cut to nothing over the limit, which is an error before this is made
 */
record HttpAnswer(URI uri, int status, Headers headers, byte[] body) {

    /** First value of a header; empty when there is none. */
    String header(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    List<String> all(String name) {
        return headers.values(name);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
