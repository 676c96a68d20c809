package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.hook.Delivery;
import io.github.ksailbot.sandbox.github.hook.Webhooks;
import java.util.List;
import java.util.Map;

/** The log of an App's webhooks, and their redelivery. */
final class HookDeliveryResource {

    private final Webhooks webhooks;
    private final ObjectMapper mapper = new ObjectMapper();

    HookDeliveryResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    void register(Routes routes) {
        routes.get("/app/hook/deliveries", Access.APP, this::list)
                .get("/app/hook/deliveries/{delivery_id}", Access.APP, this::byId)
                .post("/app/hook/deliveries/{delivery_id}/attempts", Access.APP, this::redeliver);
    }

    /** Newest first; pages by cursor, which here is the id after which to go on. */
    private Answer list(Call call) {
        long cursor = call.queryNumber("cursor", Long.MAX_VALUE);
        boolean failed = "failure".equals(call.query("status"));
        boolean succeeded = "success".equals(call.query("status"));
        List<Delivery> all = webhooks.log().stream()
                .filter(delivery -> delivery.app() == call.app() && delivery.id() < cursor)
                .filter(delivery -> delivery.outcome() != null)
                .filter(delivery -> !failed || !ok(delivery))
                .filter(delivery -> !succeeded || ok(delivery))
                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                .toList();
        Page page = Page.of(call);
        List<Delivery> shown = all.subList(0, Math.min(all.size(), page.size()));
        var items = JsonNodeFactory.instance.arrayNode();
        shown.forEach(delivery -> items.add(item(delivery)));
        Map<String, String> headers = shown.size() == all.size()
                ? Map.of()
                : Map.of(
                        "Link",
                        "<"
                                + call.urlWith(
                                        "cursor",
                                        Long.toString(
                                                shown.get(shown.size() - 1).id())) + ">; rel=\"next\"");
        return new Answer(200, items, headers);
    }

    private Answer byId(Call call) {
        Delivery delivery = find(call);
        ObjectNode body = item(delivery);
        body.put("url", String.valueOf(delivery.app().webhookUrl));
        ObjectNode request = body.putObject("request");
        ObjectNode headers = request.putObject("headers");
        Webhooks.headers(delivery).forEach(headers::put);
        try {
            request.set("payload", mapper.readTree(delivery.payload()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        Delivery.Outcome outcome = delivery.outcome();
        ObjectNode response = body.putObject("response");
        response.putObject("headers");
        response.put("payload", outcome == null ? "" : outcome.body());
        return Answer.ok(body);
    }

    private Answer redeliver(Call call) {
        webhooks.redeliver(find(call).id());
        return Answer.of(202, JsonNodeFactory.instance.objectNode());
    }

    private Delivery find(Call call) {
        Delivery delivery = webhooks.find(call.id("delivery_id"));
        if (delivery == null || delivery.app() != call.app()) {
            throw ApiError.notFound();
        }
        return delivery;
    }

    private static boolean ok(Delivery delivery) {
        Delivery.Outcome outcome = delivery.outcome();
        return outcome != null && outcome.ok();
    }

    private static ObjectNode item(Delivery delivery) {
        Delivery.Outcome outcome = delivery.outcome();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", delivery.id());
        body.put("guid", delivery.guid());
        body.put("delivered_at", (outcome == null ? delivery.createdAt() : outcome.at()).toString());
        body.put("redelivery", delivery.redelivery());
        body.put("duration", outcome == null ? 0.0 : outcome.duration().toMillis() / 1000.0);
        body.put("status", outcome == null ? "pending" : outcome.status());
        body.put("status_code", outcome == null ? 0 : outcome.statusCode());
        body.put("event", delivery.event());
        body.put("action", delivery.action());
        body.put("installation_id", delivery.installationId());
        body.put("repository_id", delivery.repositoryId());
        body.putNull("throttled_at");
        return body;
    }
}
