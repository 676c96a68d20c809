package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** @param body {@link NullNode} for an empty one */
record Answer(int status, JsonNode body, Map<String, String> headers) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer created(JsonNode body) {
        return new Answer(201, body, Map.of());
    }

    static Answer of(int status, JsonNode body) {
        return new Answer(status, body, Map.of());
    }

    static Answer noContent() {
        return new Answer(204, NullNode.getInstance(), Map.of());
    }

    /** One page of a list. */
    static <T> Answer page(Call call, List<T> all, Function<T, ? extends JsonNode> json) {
        Page page = Page.of(call);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        page.slice(all).forEach(item -> items.add(json.apply(item)));
        return new Answer(200, items, page.links(call, all.size()));
    }

    /** One page of a list inside of an object, with the number of all. */
    static <T> Answer counted(Call call, String name, List<T> all, Function<T, ? extends JsonNode> json) {
        Answer page = page(call, all, json);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total_count", all.size());
        body.set(name, page.body());
        return new Answer(200, body, page.headers());
    }
}
