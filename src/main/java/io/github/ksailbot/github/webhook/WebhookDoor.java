package io.github.ksailbot.github.webhook;

import io.github.ksailbot.github.webhook.BodyReader.Body;
import io.github.ksailbot.github.webhook.BodyReader.RefusedException;
import io.github.ksailbot.store.DeliveryStore.Pending;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The route that webhooks come through: what HTTP alone can refuse is refused here, the rest is up to {@link Intake}. */
final class WebhookDoor {
    /** GitHub sends no larger payloads: "Webhook events and payloads", payload cap. */
    static final long MAX_BODY = 25L * 1024 * 1024;

    private final Vertx vertx;
    private final BodyReader bodies;
    private final Function<Envelope, Answer> intake;
    private final Consumer<Pending> afterwards;
    private final MeterRegistry meters;

    /**
     * @param intake answers; may block
     * @param afterwards called when the answer to a delivery that was stored is out; may block
     */
    WebhookDoor(
            Vertx vertx,
            BodyReader bodies,
            Function<Envelope, Answer> intake,
            Consumer<Pending> afterwards,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.intake = intake;
        this.afterwards = afterwards;
        this.meters = meters;
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Answer refusal = refusal(request);
        if (refusal != null) {
            hangUp(context, refusal);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        bodies.read(request).onComplete(read -> {
            if (read.succeeded()) {
                accept(context, read.result());
            } else if (read.cause() instanceof RefusedException refused) {
                hangUp(context, Answer.refused(refused.status(), refused.result()));
            } else {
                broken(context, read.cause());
            }
        });
    }

    private void accept(RoutingContext context, Body body) {
        MultiMap headers = context.request().headers();
        vertx.executeBlocking(
                        () -> {
                            byte[] bytes = body.bytes();
                            return intake.apply(new Envelope(
                                    headers.getAll(Signature.HEADER),
                                    headers.getAll("X-GitHub-Event"),
                                    headers.getAll("X-GitHub-Delivery"),
                                    bytes));
                        },
                        false)
                .onComplete(answered -> {
                    body.release();
                    if (answered.failed()) {
                        broken(context, answered.cause());
                        return;
                    }
                    Answer answer = answered.result();
                    answer(context, answer);
                    String delivery = answer.deliveryId();
                    if (delivery != null) {
                        handleAfterwards(new Pending(delivery, answer.event()));
                    }
                });
    }

    private void handleAfterwards(Pending delivery) {
        vertx.executeBlocking(
                        () -> {
                            afterwards.accept(delivery);
                            return delivery;
                        },
                        false)
                .onFailure(e -> Log.errorf(e, "Delivery %s is handled later", delivery.id()));
    }

    private static @Nullable Answer refusal(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Answer.refused(405, "method");
        }
        if (!isJson(request.getHeader("Content-Type"))) {
            return Answer.refused(415, "content_type");
        }
        String length = request.getHeader("Content-Length");
        // More digits than any size that could be right; the server has checked that they are digits.
        return length != null && (length.length() > 18 || Long.parseLong(length) > MAX_BODY)
                ? Answer.refused(413, "too_large")
                : null;
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private void broken(RoutingContext context, Throwable cause) {
        Log.error("A webhook request could not be answered", cause);
        hangUp(context, Answer.refused(500, "failed"));
    }

    /** Answers without having read the body, which therefore must not be taken for a next request. */
    private void hangUp(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (answer.status() == 405) {
            response.putHeader("Allow", "POST");
        }
        response.putHeader("Connection", "close");
        count(answer);
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(answer.status())
                    .end()
                    .onComplete(sent -> context.request().connection().close());
        }
    }

    private void answer(RoutingContext context, Answer answer) {
        count(answer);
        HttpServerResponse response = context.response();
        if (!response.closed() && !response.ended()) {
            response.setStatusCode(answer.status()).end();
        }
    }

    private void count(Answer answer) {
        meters.counter("ksail.bot.deliveries", "event", answer.event(), "result", answer.result())
                .increment();
    }
}
