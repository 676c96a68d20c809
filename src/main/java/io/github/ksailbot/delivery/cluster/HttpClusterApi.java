package io.github.ksailbot.delivery.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The API over fabric8's HTTP client, which brings TLS, credentials and proxies. Paths, pages and watches are ours: what
 * a delivery waits for must not depend on how a client library reconnects.
 */
final class HttpClusterApi implements ClusterApi {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final int WATCH_SECONDS = 300;

    private final KubernetesClient client;
    private final HttpClient http;
    private final URI server;
    private final ClusterLimits limits;
    private final Exchange exchange;

    HttpClusterApi(KubernetesClient client, ClusterLimits limits) {
        this.client = client;
        this.http = client.getHttpClient();
        this.server = URI.create(client.getMasterUrl().toString());
        this.limits = limits;
        this.exchange = new Exchange(http, limits);
    }

    @Override
    public ObjectList list(ResourceType type, String namespace) throws ApiException {
        String doing = "list " + named(type, namespace, "");
        List<KubernetesObject> items = new ArrayList<>();
        String next = "";
        while (true) {
            Map<String, String> query = new TreeMap<>();
            query.put("limit", Integer.toString(limits.pageSize()));
            if (!next.isEmpty()) {
                query.put("continue", next);
            }
            JsonNode page = exchange.json(request(type.path(namespace), query).build(), doing);
            for (JsonNode item : page.path("items")) {
                items.add(new KubernetesObject(item));
            }
            if (items.size() > limits.objects()) {
                throw Exchange.failure(doing, "there are more than " + limits.objects(), 413, "TooMany", null, null);
            }
            next = page.path("metadata").path("continue").asText("");
            if (next.isEmpty()) {
                return new ObjectList(
                        items, page.path("metadata").path("resourceVersion").asText(""));
            }
        }
    }

    @Override
    public @Nullable KubernetesObject get(ResourceType type, String namespace, String name) throws ApiException {
        try {
            HttpRequest request = request(type.path(namespace, name), Map.of()).build();
            return new KubernetesObject(exchange.json(request, "get " + named(type, namespace, name)));
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public KubernetesObject mergePatch(ResourceType type, String namespace, String name, JsonNode patch)
            throws ApiException {
        HttpRequest request = request(type.path(namespace, name), Map.of("fieldManager", "ksail-bot"))
                .patch(MERGE_PATCH, patch.toString())
                .build();
        return new KubernetesObject(exchange.json(request, "patch " + named(type, namespace, name)));
    }

    @Override
    public Watch watch(ResourceType type, String namespace, String resourceVersion, Consumer<WatchEvent> events) {
        Map<String, String> query = new TreeMap<>();
        query.put("watch", "true");
        query.put("allowWatchBookmarks", "true");
        query.put("timeoutSeconds", Integer.toString(WATCH_SECONDS));
        query.put("resourceVersion", resourceVersion);
        HttpRequest request =
                request(type.path(namespace), query).forStreaming().build();
        WatchStream watch = new WatchStream("watch " + named(type, namespace, ""), limits.answerBytes(), events);
        watch.start(http, request);
        return watch;
    }

    @Override
    public String podLog(String namespace, String pod, String container, boolean previous, int lines)
            throws ApiException {
        Map<String, String> query = new TreeMap<>();
        query.put("container", container);
        query.put("previous", Boolean.toString(previous));
        query.put("tailLines", Integer.toString(lines));
        query.put("limitBytes", Integer.toString(256 << 10));
        String path = ResourceType.POD.path(namespace, pod) + "/log";
        return exchange.text(request(path, query).build(), "read the log of Pod " + namespace + "/" + pod);
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        StringJoiner parameters = new StringJoiner("&");
        query.forEach((key, value) -> parameters.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        String root = server.toString().endsWith("/") ? server.toString() : server + "/";
        String uri = root + path + (query.isEmpty() ? "" : "?" + parameters);
        return http.newHttpRequestBuilder().uri(uri).header("Accept", "application/json");
    }

    private static String named(ResourceType type, String namespace, String name) {
        if (name.isEmpty()) {
            return type.kind() + " objects" + (namespace.isEmpty() ? "" : " in " + namespace);
        }
        return type.kind() + " " + new ObjectRef(namespace, name);
    }

    @Override
    public void close() {
        client.close();
    }
}
