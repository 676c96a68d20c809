package io.github.ksailbot.engine.kustomize.remote;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single file of a web server, which kustomize fetches without Git.
 *
 * @param url as written: {@code http} or {@code https}
 */
public record RemoteFile(String url) {
    private static final Pattern URL = Pattern.compile("(?i)(https?://)([^/?#]+)([^?#]*).*", Pattern.DOTALL);

    /** Empty for what is no address of a web server. */
    public static Optional<RemoteFile> parse(String text) {
        return URL.matcher(text).matches() ? Optional.of(new RemoteFile(text)) : Optional.empty();
    }

    /** The address without credentials and query, which may hold secrets. */
    public String name() {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return "";
        }
        String host = parts.group(2);
        return parts.group(1) + host.substring(host.lastIndexOf('@') + 1) + parts.group(3);
    }

    /**
     * Whether a file is meant by an address that can also be read as one of a repository: it is named like one, or has
     * nothing that marks a repository.
     */
    public boolean isMeantBeside(RemoteRepository repository) {
        String name = name().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json") || !repository.isMarked();
    }
}
