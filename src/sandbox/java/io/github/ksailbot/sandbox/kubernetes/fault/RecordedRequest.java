package io.github.ksailbot.sandbox.kubernetes.fault;

/**
 * A request and how it was answered.
 *
 * @param query empty for none; as it was sent
 * @param user empty when the request had no valid credentials
 * @param status 0 when no answer was sent
 */
public record RecordedRequest(String method, String path, String query, String user, String body, int status) {
    public boolean isWatch() {
        return query.contains("watch=true") || query.contains("watch=1");
    }

    /** {@code PATCH /apis/…}, without the query. */
    public String line() {
        return method + " " + path;
    }
}
