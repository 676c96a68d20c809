package io.github.ksailbot.delivery.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import io.github.ksailbot.engine.environment.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry sends its clients for tokens.
 *
 * <p>The registry itself names this place, so it gets the credentials only if nobody on the way can have named it: over TLS,
 * or at the registry's own address. That it may be another host is the rule with large registries, and gives the
 * registry nothing that it does not have: it could have asked for the credentials itself.
 *
 * @param realm address of the service
 * @param service as the registry calls itself there; may be empty
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token authentication</a>
 */
record TokenService(URI realm, String service) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,65536}");
    /** What the specification says for an answer without a time. */
    private static final long DEFAULT_SECONDS = 60;
    /** Renewed that much before its end, so that it is still good when it arrives. */
    private static final long EARLY_SECONDS = 10;

    /**
     * @param withCredentials whether it will be shown some: then it must be the registry itself, or a host of the same domain;
     *     what an answer names is not enough to send a password anywhere
     * @throws RegistryException when the place cannot be trusted
     */
    static TokenService of(Challenge challenge, Origin registry, boolean withCredentials) throws RegistryException {
        try {
            URI realm = new URI(challenge.parameter("realm"));
            if (HttpUrl.parse(realm.toString()) == null && "https".equalsIgnoreCase(realm.getScheme())) {
                throw new URISyntaxException(realm.toString(), "no address of the web");
            }
            boolean isTrusted = "https".equalsIgnoreCase(realm.getScheme()) || registry.equals(Origin.of(realm));
            if (realm.getHost() == null || !isTrusted || realm.getUserInfo() != null) {
                throw new RegistryException(
                        Kind.WRONG_ANSWER,
                        "The registry `" + registry + "` sends its clients to `" + ServerText.of(realm.toString())
                                + "` for tokens, which is neither reached over TLS nor the registry itself; no"
                                + " credentials were sent there.");
            }
            if (withCredentials && !registry.isRelatedTo(Origin.of(realm))) {
                throw new RegistryException(
                        Kind.WRONG_ANSWER,
                        "The registry `" + registry + "` sends its clients to `" + ServerText.of(realm.getHost())
                                + "` for tokens, which is a host of somebody else; no credentials were sent there.");
            }
            return new TokenService(realm, challenge.parameter("service"));
        } catch (URISyntaxException e) {
            throw new RegistryException(
                    Kind.WRONG_ANSWER, "The registry `" + registry + "` names no place to get tokens from.");
        }
    }

    Request request(String scope, @Nullable Credentials credentials) {
        StringBuilder query = new StringBuilder(realm.getRawQuery() == null ? "" : realm.getRawQuery());
        if (!service.isEmpty()) {
            append(query, "service", service);
        }
        for (String one : scope.split(" ", -1)) {
            append(query, "scope", one);
        }
        if (credentials != null) {
            append(query, "account", credentials.user());
        }
        String address = realm.toString().replaceFirst("[?#].*", "") + "?" + query;
        Request.Builder request = new Request.Builder().url(address);
        if (credentials != null) {
            request.header("Authorization", BasicScheme.header(credentials));
        }
        return request.build();
    }

    Token read(HttpAnswer answer, Clock clock) throws RegistryException {
        try {
            JsonNode json = JSON.readTree(answer.body());
            String value = json.path("token").asText(json.path("access_token").asText(""));
            if (value.isEmpty()) {
                value = json.path("access_token").asText("");
            }
            if (TOKEN.matcher(value).matches()) {
                long seconds =
                        Math.max(EARLY_SECONDS + 1, json.path("expires_in").asLong(DEFAULT_SECONDS));
                return new Token(
                        Secret.of(value), clock.instant().plusSeconds(Math.min(seconds, 86_400) - EARLY_SECONDS));
            }
        } catch (JsonProcessingException e) {
            // The same as no token in it.
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        throw new RegistryException(
                Kind.WRONG_ANSWER, "The token service `" + realm.getHost() + "` answered without a token.");
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.length() == 0 ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
