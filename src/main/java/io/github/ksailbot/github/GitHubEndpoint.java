package io.github.ksailbot.github;

import io.github.ksailbot.workflow.RepositoryRef;
import java.net.URI;

/**
 * Where GitHub is: github.com, GitHub Enterprise Cloud with its own domain, or GitHub Enterprise Server.
 *
 * @param api without trailing slash, such as {@code https://api.github.com} or {@code https://ghe.example.org/api/v3}
 */
public record GitHubEndpoint(URI api) {
    private static final String ENTERPRISE_SERVER = "/api/v3";

    public GitHubEndpoint {
        boolean http = "https".equals(api.getScheme()) || "http".equals(api.getScheme());
        if (!http || api.getHost() == null || api.getUserInfo() != null) {
            throw new IllegalArgumentException("GitHub's REST endpoint must be an http(s) URL without user name");
        }
    }

    /**
     * From a setting.
     *
     * @param restApiEndpoint as in the setting {@code quarkus.github-app.rest-api-endpoint}
     */
    public static GitHubEndpoint of(String restApiEndpoint) {
        return new GitHubEndpoint(URI.create(restApiEndpoint.strip().replaceAll("/+$", "")));
    }

    /**
     * Where a path of the API is.
     *
     * @param path of the REST API, from {@code /} on, with its query
     */
    URI rest(String path) {
        return URI.create(api + path);
    }

    /** Where Git fetches a repository; without credentials. */
    public URI git(RepositoryRef repository) {
        return URI.create(root() + "/" + repository.fullName() + ".git");
    }

    /** The page of a check run. */
    URI page(RepositoryRef repository, long checkRun) {
        return URI.create(root() + "/" + repository.fullName() + "/runs/" + checkRun);
    }

    /** Names this GitHub among several, fit for a file name. */
    public String name() {
        String name = URI.create(root()).getAuthority();
        return name.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /** Pages and Git: the API's host without {@code api.}, or the API's URL without its own path. */
    private String root() {
        String authority = api.getAuthority();
        String path = api.getPath();
        if (path.endsWith(ENTERPRISE_SERVER)) {
            path = path.substring(0, path.length() - ENTERPRISE_SERVER.length());
        } else if (authority.startsWith("api.")) {
            authority = authority.substring("api.".length());
        }
        return api.getScheme() + "://" + authority + path;
    }
}
