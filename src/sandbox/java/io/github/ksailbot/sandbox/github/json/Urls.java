package io.github.ksailbot.sandbox.github.json;

import io.github.ksailbot.sandbox.github.model.Repo;
import java.net.URI;

/** Where things are found, as on GitHub Enterprise: the API under {@code /api/v3}, Git and pages under the root. */
public record Urls(URI root) {

    public String web() {
        return root.toString();
    }

    public String api() {
        return root + "/api/v3";
    }

    public String host() {
        return root.getAuthority();
    }

    public String api(Repo repo) {
        return api() + "/repos/" + repo.fullName();
    }

    public String web(Repo repo) {
        return web() + "/" + repo.fullName();
    }
}
