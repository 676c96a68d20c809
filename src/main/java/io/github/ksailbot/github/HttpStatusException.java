package io.github.ksailbot.github;

import java.io.IOException;

/** The cause of a failure that GitHub answered: it could be reached. */
final class HttpStatusException extends IOException {
    private static final long serialVersionUID = 1L;

    HttpStatusException(int status) {
        super("HTTP status " + status);
    }
}
