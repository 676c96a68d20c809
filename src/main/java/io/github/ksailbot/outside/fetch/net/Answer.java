package io.github.ksailbot.outside.fetch.net;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * An answer whose body was read.
 *
 * @param url that answered, redirects followed
 * @param headers by their names in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Answer(HttpUrl url, int status, Map<String, List<String>> headers, byte[] body) {
    private static final int REQUEST_TIMEOUT = 408;

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Empty where there is none. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    /**
     * What one that is no success means.
     *
     * @param what was asked for
     */
    public FetchException failure(String what) {
        String said = "`%s` answered %d".formatted(url.host(), status);
        if (status == 401 || status == 403 || status == 404 || status == 410) {
            return FetchException.absent("there is no " + what + " that everybody may read: " + said);
        }
        return status == REQUEST_TIMEOUT || status == 429 || status >= 500
                ? FetchException.unavailable(said, null)
                : FetchException.absent(said + " for " + what);
    }
}
