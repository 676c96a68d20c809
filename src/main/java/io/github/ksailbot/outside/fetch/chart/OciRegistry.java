package io.github.ksailbot.outside.fetch.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.ksailbot.outside.fetch.net.Answer;
import io.github.ksailbot.outside.fetch.net.CacheFolder;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Reads from registries as nobody in particular, or with what the operator gave for a host. It shares nothing with the client that delivers: that one may go where an
 * operator's settings and a registry's answers lead, this one goes where strangers' files point.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">OCI distribution specification</a>
 */
public final class OciRegistry {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final int MAX_JSON = 4 << 20;
    private static final int MAX_PAGES = 20;
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"");
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?.*");
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9]+([._/-]+[a-z0-9]+)*");

    private final OutsideClient client;
    private final CacheFolder cache;
    private final FetchLimits limits;

    public OciRegistry(OutsideClient client, CacheFolder cache, FetchLimits limits) {
        this.client = client;
        this.cache = cache;
        this.limits = limits;
    }

    /** @param authority of the registry's API */
    record Place(String authority, String repository) {
        static Place of(String address) throws FetchException {
            String plain = address.startsWith("oci://") ? address.substring("oci://".length()) : address;
            int slash = plain.indexOf('/');
            String repository = slash < 0 ? "" : plain.substring(slash + 1);
            if (slash <= 0 || !REPOSITORY.matcher(repository).matches()) {
                throw FetchException.absent("`" + plain + "` is no repository of a registry");
            }
            String host = plain.substring(0, slash).toLowerCase(Locale.ROOT);
            if (!host.equals("docker.io") && !host.equals("index.docker.io")) {
                return new Place(host, repository);
            }
            return new Place(
                    "registry-1.docker.io", repository.indexOf('/') < 0 ? "library/" + repository : repository);
        }
    }

    record StoredManifest(String digest, JsonNode json) {}

    /** @param reference tag or digest */
    StoredManifest manifest(Place place, String reference) throws FetchException {
        boolean isDigest = reference.startsWith("sha256:");
        api(place);
        try {
            Optional<byte[]> known = isDigest ? cache.read("oci " + reference) : Optional.empty();
            byte[] bytes = known.isPresent()
                    ? known.get()
                    : get(place, "manifests/" + reference, "chart `" + reference + "`", MAX_JSON)
                            .body();
            String digest = "sha256:" + CacheFolder.hash(bytes);
            if (isDigest && !digest.equals(reference)) {
                throw FetchException.unavailable("the registry sent something else than was asked for", null);
            }
            JsonNode json = json(bytes);
            cache.write("oci " + digest, bytes);
            return new StoredManifest(digest, json);
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw FetchException.unavailable("what was fetched cannot be kept on disk", e);
        }
    }

    /** The content of a digest, which it is checked against. */
    byte[] blob(Place place, String digest) throws FetchException {
        api(place);
        try {
            Optional<byte[]> known = cache.read("oci " + digest);
            if (known.isPresent()) {
                return known.get();
            }
            byte[] bytes =
                    get(place, "blobs/" + digest, "archive", limits.archive()).body();
            if (!digest.equals("sha256:" + CacheFolder.hash(bytes))) {
                throw FetchException.unavailable("the registry sent something else than was asked for", null);
            }
            cache.write("oci " + digest, bytes);
            return bytes;
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw FetchException.unavailable("what was fetched cannot be kept on disk", e);
        }
    }

    /** In the order of the registry. */
    List<String> tags(Place place) throws FetchException {
        List<String> tags = new ArrayList<>();
        String path = "tags/list?n=1000";
        for (int page = 0; page < MAX_PAGES && !path.isEmpty(); page++) {
            Answer answer = get(place, path, "chart", MAX_JSON);
            json(answer.body()).path("tags").forEach(tag -> tags.add(tag.asText()));
            Matcher next = NEXT.matcher(answer.header("Link"));
            HttpUrl more = next.matches() ? answer.url().resolve(next.group(1)) : null;
            path = more == null || more.query() == null ? "" : "tags/list?" + more.query();
        }
        return tags;
    }

    /** A digest that is known from elsewhere is not there for hosts that nothing is fetched from. */
    private HttpUrl api(Place place) throws FetchException {
        return client.url("%s://%s/v2/".formatted(client.scheme(), place.authority()));
    }

    private Answer get(Place place, String path, String what, int limit) throws FetchException {
        String url = api(place) + place.repository() + "/" + path;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", MANIFEST + ", */*;q=0.1");
        Answer answer = client.anonymous(url, headers, limit);
        if (answer.status() == 401 && isBasic(answer) && client.isSomebody(client.url(url))) {
            answer = client.get(url, headers, limit);
        } else if (answer.status() == 401) {
            headers.put("Authorization", "Bearer " + token(answer, place));
            answer = client.get(url, headers, limit);
        }
        if (!answer.isSuccess()) {
            throw answer.failure(what);
        }
        return answer;
    }

    private static boolean isBasic(Answer unauthorized) {
        return unauthorized.header("WWW-Authenticate").regionMatches(true, 0, "Basic", 0, 5);
    }

    /**
     * From the service that the registry names, which has to be among the allowed hosts as well: for whom the credentials of its
     * host are when it is the registry's own, else for everybody. The registry gets the token to see, so that one that another
     * host gives to whom it knows, or inside, would be a gift.
     */
    private String token(Answer unauthorized, Place place) throws FetchException {
        String challenge = unauthorized.header("WWW-Authenticate");
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(challenge);
        while (parameter.find()) {
            parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2));
        }
        String realm = parameters.getOrDefault("realm", "");
        if (!challenge.regionMatches(true, 0, "Bearer ", 0, 7) || realm.isEmpty()) {
            throw FetchException.absent("the registry shows it to nobody without a password");
        }
        HttpUrl service = client.url(realm);
        HttpUrl registry = api(place);
        requireOutsideOrOwn(service, registry);
        HttpUrl.Builder url = service.newBuilder();
        if (parameters.containsKey("service")) {
            url.setQueryParameter("service", parameters.get("service"));
        }
        url.setQueryParameter("scope", "repository:" + place.repository() + ":pull");
        boolean isOwn = isOwn(service, registry);
        Answer answer = isOwn
                ? client.get(url.build().toString(), Map.of(), MAX_JSON)
                : client.anonymous(url.build().toString(), Map.of(), MAX_JSON);
        requireOutsideOrOwn(answer.url(), registry);
        if (isOwn && !isOwn(answer.url(), registry) && client.isSomebody(answer.url())) {
            throw FetchException.notAllowed(
                    "the registry's token service leads to `%s`, whose credentials are not for it"
                            .formatted(answer.url().host()));
        }
        JsonNode json = answer.isSuccess() ? json(answer.body()) : JSON.createObjectNode();
        String token = json.path("token").asText(json.path("access_token").asText(""));
        if (!token.matches("[!-~]{1,65536}")) {
            throw FetchException.absent("the registry shows it to nobody without a password");
        }
        return token;
    }

    private void requireOutsideOrOwn(HttpUrl service, HttpUrl registry) throws FetchException {
        if (client.mayBePrivate(service) && !client.mayBePrivate(registry) && !isOwn(service, registry)) {
            throw FetchException.notAllowed(
                    "the registry names `%s` for its tokens, which is in a private network".formatted(service.host()));
        }
    }

    /** Whether a token service is of the registry's own domain, as the list of public suffixes has it. */
    private static boolean isOwn(HttpUrl service, HttpUrl registry) {
        String domain = registry.topPrivateDomain();
        return service.host().equals(registry.host()) || (domain != null && domain.equals(service.topPrivateDomain()));
    }

    private static JsonNode json(byte[] bytes) throws FetchException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw FetchException.unavailable("the registry's answer is no JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }
}
