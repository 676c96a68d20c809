package io.github.ksailbot.sandbox.github.rest;

/**
 * One request to the API, as it was answered.
 *
 * @param path below {@code /api/v3}, decoded
 * @param query as sent, without the question mark; empty if none
 * @param route method and path with placeholders, as in GitHub's OpenAPI document; empty if there is no such route
 * @param actor who asked: {@code app SLUG}, {@code installation ID}, {@code user LOGIN} or {@code anonymous}
 * @param body as sent
 * @param status of the answer; 0 when the connection was cut
 */
public record RecordedRequest(
        String method, String path, String query, String route, String actor, String body, int status) {

    /** Whether it changes something; GitHub counts these more. */
    public boolean isWrite() {
        return !"GET".equals(method) && !"HEAD".equals(method);
    }

    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " -> " + status;
    }
}
