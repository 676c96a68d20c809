package io.github.ksailbot.sandbox.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.barrier.Barrier;
import io.github.ksailbot.sandbox.kubernetes.access.Attributes;
import io.github.ksailbot.sandbox.kubernetes.access.Rbac;
import io.github.ksailbot.sandbox.kubernetes.access.User;
import io.github.ksailbot.sandbox.kubernetes.access.Users;
import io.github.ksailbot.sandbox.kubernetes.fault.Fault;
import io.github.ksailbot.sandbox.kubernetes.fault.Faults;
import io.github.ksailbot.sandbox.kubernetes.fault.RecordedRequest;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** The API: who asks, may they, for what; faults before everything. */
public final class KubernetesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Resources resources;
    private final transient Users users;
    private final transient Rbac rbac;
    private final transient Faults faults;
    private final transient Consumer<RecordedRequest> log;
    private final transient Watches watches;
    private final transient Logs logs;
    private final transient Discovery discovery;
    private final transient Lists lists;
    private final transient Writing writing;

    public KubernetesServlet(
            Resources resources,
            Users users,
            Rbac rbac,
            Faults faults,
            Consumer<RecordedRequest> log,
            Watches watches,
            Logs logs) {
        this.resources = resources;
        this.users = users;
        this.rbac = rbac;
        this.faults = faults;
        this.log = log;
        this.watches = watches;
        this.logs = logs;
        this.discovery = new Discovery(resources.kinds());
        this.lists = new Lists(resources.store());
        this.writing = new Writing(resources);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        String path = request.getRequestURI();
        // Read first: whoever is killed while the request is stopped has sent all of it.
        String body = new String(request.getInputStream().readAllBytes(), UTF_8);
        Fault fault = faults.take(request.getMethod(), query.isEmpty() ? path : path + "?" + query);
        boolean isLost =
                fault instanceof Fault.Stopped stopped && stopped.barrier().stop() == Barrier.Fate.LOST;
        if (fault instanceof Fault.Reset || isLost) {
            record(request, null, "", 0);
            cut(request);
            return;
        }
        if (fault instanceof Fault.Held && !held()) {
            cut(request);
            return;
        }
        User user = users.of(request.getHeader("Authorization"));
        Reply reply;
        try {
            reply = fault instanceof Fault.Answer answer ? Reply.of(answer) : answer(request, user, body);
        } catch (StatusError error) {
            reply = Reply.of(error);
        }
        if (fault instanceof Fault.ResetAfter) {
            record(request, user, body, 0);
            cut(request);
            return;
        }
        record(request, user, body, reply.status());
        send(request, response, reply, fault);
    }

    private boolean held() {
        try {
            faults.hold();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void record(HttpServletRequest request, @Nullable User user, String body, int status) {
        log.accept(new RecordedRequest(
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                user == null ? "" : user.name(),
                body,
                status));
    }

    private Reply answer(HttpServletRequest request, @Nullable User user, String body) {
        if (user == null) {
            throw StatusError.of(401, "Unauthorized", "Unauthorized");
        }
        String path = request.getRequestURI();
        if (path.endsWith("healthz") || path.endsWith("livez") || path.endsWith("readyz")) {
            return Reply.text("ok");
        }
        ObjectNode found = "GET".equals(request.getMethod()) ? discovery.answer(path) : null;
        if (found != null) {
            return Reply.json(200, found);
        }
        Query query = new Query(request);
        Target.Shape shape = Target.Shape.of(path);
        String verb = verb(request.getMethod(), shape.name().isEmpty(), query);
        // Whoever may not ask is not told what there is.
        String name = shape.name().isEmpty() ? Selection.name(query.text("fieldSelector")) : shape.name();
        rbac.check(user, new Attributes(verb, shape.group(), shape.resource(), shape.namespace(), name));
        Target target = Target.of(resources.kinds(), shape);
        Selection selection = query.selection(target);
        switch (verb) {
            case "get":
                return get(target, query);
            case "list":
                return Reply.json(200, lists.page(target, selection, query.number("limit", 0), query.text("continue")));
            case "watch":
                return Reply.watch(new Watches.Wish(
                        target,
                        selection,
                        query.text("resourceVersion"),
                        query.flag("allowWatchBookmarks"),
                        query.flag("sendInitialEvents"),
                        query.seconds("timeoutSeconds")));
            case "create":
                return Reply.json(201, Versions.as(target, writing.create(target, query, body)));
            case "update":
                return Reply.json(200, Versions.as(target, writing.replace(target, query, body)));
            case "patch":
                return Reply.json(200, Versions.as(target, patch(request, target, query, body)));
            default:
                return Reply.json(200, writing.delete(target, query, body));
        }
    }

    private ObjectNode patch(HttpServletRequest request, Target target, Query query, String body) {
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        return writing.patch(target, query, type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), body);
    }

    private Reply get(Target target, Query query) {
        ObjectNode object = resources.get(target.kind(), target.namespace(), target.name());
        if (!"log".equals(target.subresource())) {
            return Reply.json(200, Versions.as(target, object));
        }
        String container = query.text("container");
        if (container.isEmpty()) {
            container =
                    object.path("spec").path("containers").path(0).path("name").asText();
        }
        return Reply.text(logs.tail(
                target.namespace(), target.name(), container, query.flag("previous"), query.number("tailLines", -1)));
    }

    private static String verb(String method, boolean collection, Query query) {
        switch (method) {
            case "GET":
                return !collection ? "get" : query.flag("watch") ? "watch" : "list";
            case "POST":
                if (collection) {
                    return "create";
                }
                break;
            case "PUT":
                if (!collection) {
                    return "update";
                }
                break;
            case "PATCH":
                if (!collection) {
                    return "patch";
                }
                break;
            case "DELETE":
                return collection ? "deletecollection" : "delete";
            default:
                break;
        }
        throw Writing.notAllowed();
    }

    private void send(HttpServletRequest request, HttpServletResponse response, Reply reply, @Nullable Fault fault)
            throws IOException {
        response.setStatus(reply.status());
        response.setContentType(reply.type());
        Duration retry = reply.retryAfter();
        if (retry != null) {
            response.setHeader("Retry-After", Long.toString(retry.toSeconds()));
        }
        Watches.Wish watch = reply.watch();
        if (watch != null) {
            watch(request, response, watch);
            return;
        }
        byte[] bytes = reply.body().getBytes(UTF_8);
        response.setContentLength(bytes.length);
        if (fault instanceof Fault.Truncated truncated) {
            response.getOutputStream().write(bytes, 0, Math.min(bytes.length, truncated.bytes()));
            response.flushBuffer();
            cut(request);
            return;
        }
        response.getOutputStream().write(bytes);
    }

    private void watch(HttpServletRequest request, HttpServletResponse response, Watches.Wish wish) throws IOException {
        try {
            response.flushBuffer();
            if (watches.serve(wish, response.getOutputStream())) {
                cut(request);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cut(request);
        }
    }

    /** Closes the connection instead of ending the answer. */
    private static void cut(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
