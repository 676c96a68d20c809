package io.github.ksailbot.sandbox.github.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.ksailbot.sandbox.github.contract.Contract;
import io.github.ksailbot.sandbox.github.hook.Webhooks;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The REST API: who asks, for what, may they, does it keep to the contract, and then the answer. */
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient World world;
    private final transient Json json;
    private final transient Contract contract;
    private final transient RateLimits limits;
    private final transient RequestLog log;
    private final transient Authenticator authenticator;
    private final transient Routes routes;
    private final transient ObjectMapper mapper = new ObjectMapper();

    public ApiServlet(World world, Json json, Webhooks webhooks, Contract contract, RateLimits limits, RequestLog log) {
        this.world = world;
        this.json = json;
        this.contract = contract;
        this.limits = limits;
        this.log = log;
        this.authenticator = new Authenticator(world);
        this.routes = new Routes(world, json, webhooks, limits);
    }

    /** Every operation that is served, {@code METHOD PATH} with GitHub's placeholders. */
    public List<String> operations() {
        return routes.all().stream()
                .map(route -> route.method + " " + route.template)
                .toList();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, response);
        Recording recording = new Recording();
        Answer answer;
        try {
            answer = world.locked(() -> answer(exchange, recording));
        } catch (ApiError error) {
            answer = error.answer();
        }
        if (request.getAttribute(FaultFilter.CUT_AFTER) != null) {
            log.add(recording.of(exchange, 0));
            Exchange.cut(request);
            return;
        }
        log.add(recording.of(exchange, answer.status()));
        exchange.write(answer);
    }

    /** What is found out about a request on the way. */
    private static final class Recording {

        private String route = "";
        private String actor = "anonymous";

        RecordedRequest of(Exchange exchange, int status) {
            return new RecordedRequest(
                    exchange.method, exchange.path, exchange.query(), route, actor, exchange.body, status);
        }
    }

    private Answer answer(Exchange exchange, Recording recording) {
        Actor actor = authenticator.authenticate(exchange.header("Authorization"));
        recording.actor = actor.label();
        boolean free = "/rate_limit".equals(exchange.path);
        try {
            if (!free) {
                limits.spend(actor, exchange.method, isContent(exchange));
            }
            Answer answer = route(exchange, actor, recording);
            if (answer.status() == 200 && exchange.knows(answer.body())) {
                limits.giveBack(actor);
                answer = new Answer(304, NullNode.getInstance(), answer.headers());
            }
            return with(answer, limits.state(actor).headers());
        } catch (ApiError error) {
            return with(error.answer(), limits.state(actor).headers());
        }
    }

    private Answer route(Exchange exchange, Actor actor, Recording recording) {
        for (Route route : routes.all()) {
            Map<String, String> path = route.method.equals(exchange.method) ? route.match(exchange.path) : null;
            if (path != null) {
                recording.route = route.method + " " + route.template;
                return call(route, path, exchange, actor);
            }
        }
        throw ApiError.notFound();
    }

    private Answer call(Route route, Map<String, String> path, Exchange exchange, Actor actor) {
        Repo repo = path.containsKey("repo")
                ? world.repo(path.getOrDefault("owner", ""), path.getOrDefault("repo", ""))
                : null;
        check(route.access, actor, repo);
        JsonNode body = body(exchange);
        Contract.Operation operation = new Contract.Operation(route.method, route.template, path);
        List<String> wrong =
                contract.request(operation, exchange.parameters(), exchange.header("Content-Type"), exchange.body);
        Call call = new Call(actor, json.urls.api() + exchange.path, path, exchange.parameters(), body, repo);
        if (!wrong.isEmpty()) {
            throw ApiError.malformed(String.join("\n", wrong));
        }
        Answer answer;
        try {
            answer = route.handler.apply(call);
        } catch (ApiError error) {
            answer = error.answer();
        }
        List<String> broken = contract.response(operation, answer.status(), answer.body());
        if (!broken.isEmpty()) {
            throw ApiError.of(500, "The sandbox broke GitHub's contract: " + String.join("\n", broken));
        }
        return answer;
    }

    private void check(Access access, Actor actor, @Nullable Repo repo) {
        if (access instanceof Access.ByApp && !(actor instanceof Actor.AsApp)) {
            throw ApiError.of(401, "A JSON web token could not be decoded");
        }
        if (access instanceof Access.ByInstallation && !(actor instanceof Actor.AsInstallation)) {
            throw ApiError.of(
                    403,
                    "You must authenticate with an installation access token in order to list repositories for an installation.");
        }
        if (access instanceof Access.ToRepository to) {
            check(to, actor, repo);
        }
    }

    private void check(Access.ToRepository access, Actor actor, @Nullable Repo repo) {
        if (repo == null) {
            throw ApiError.notFound();
        }
        if (actor instanceof Actor.AsInstallation as) {
            boolean covered = as.token().covers(repo);
            if (!covered && repo.isPrivate) {
                throw ApiError.notFound();
            }
            boolean allowed = covered
                    ? access.permissions().stream().anyMatch(name -> as.token().allows(name, access.level()))
                    : "read".equals(access.level());
            if (!allowed) {
                throw ApiError.notPermitted();
            }
        } else if (actor instanceof Actor.AsUser as) {
            String permission = repo.permissionOf(as.account());
            if ("none".equals(permission)) {
                throw ApiError.notFound();
            }
            if (!Authenticator.allows(permission, access.level())) {
                throw ApiError.of(403, "Must have push access to repository");
            }
        } else if (actor instanceof Actor.AsApp) {
            throw ApiError.of(401, "Bad credentials");
        } else if (repo.isPrivate || "write".equals(access.level())) {
            throw repo.isPrivate ? ApiError.notFound() : ApiError.of(401, "Requires authentication");
        }
    }

    private JsonNode body(Exchange exchange) {
        if (exchange.body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode body = mapper.readTree(exchange.body);
            if (!body.isObject()) {
                throw ApiError.of(400, "Body should be a JSON object");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw ApiError.of(400, "Problems parsing JSON");
        }
    }

    private static boolean isContent(Exchange exchange) {
        return "POST".equals(exchange.method)
                && (exchange.path.endsWith("/comments") || exchange.path.endsWith("/pulls"));
    }

    private static Answer with(Answer answer, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(answer.headers());
        return new Answer(answer.status(), answer.body(), all);
    }
}
