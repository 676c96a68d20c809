package io.github.ksailbot.github.webhook;

import io.github.ksailbot.store.Delivery;
import io.github.ksailbot.store.DeliveryStore;
import io.github.ksailbot.store.Receipt;
import io.github.ksailbot.store.StoreException;
import io.quarkus.logging.Log;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes deliveries in: authenticates, checks, and stores what the bot has a use for. Blocks on the database. */
final class Intake {
    private static final Pattern GUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern NAME = Pattern.compile("[a-z_]{1,60}");

    private final Signature signature;
    private final DeliveryStore deliveries;

    Intake(Signature signature, DeliveryStore deliveries) {
        this.signature = signature;
        this.deliveries = deliveries;
    }

    Answer accept(Envelope envelope) {
        // First of all: nothing of the request is looked at before it is known to be GitHub's.
        if (!signature.isRight(envelope.signatures(), envelope.body())) {
            // Not louder: anybody could fill the log. The metric shows a wrong secret, and so does GitHub.
            Log.debug("A request was refused: it is not signed with quarkus.github-app.webhook-secret");
            return Answer.refused(401, "unauthenticated");
        }
        if (envelope.events().size() != 1
                || envelope.ids().size() != 1
                || !NAME.matcher(envelope.events().get(0)).matches()
                || !GUID.matcher(envelope.ids().get(0)).matches()) {
            Log.warn("A delivery was refused: its X-GitHub-Event or X-GitHub-Delivery header is not GitHub's");
            return Answer.refused(400, "malformed");
        }
        String event = envelope.events().get(0);
        String id = envelope.ids().get(0).toLowerCase(Locale.ROOT);
        try {
            return accept(id, event, Payload.parse(envelope.body()), envelope.body());
        } catch (PayloadException e) {
            Log.warnf("Delivery %s was refused: %s", id, e.getMessage());
            return new Answer(400, Interest.label(event), "malformed", null);
        }
    }

    private Answer accept(String id, String event, Payload payload, byte[] body) {
        String label = Interest.label(event);
        String action = payload.action();
        if (Interest.in(event, action) == Interest.NONE) {
            Log.debugf("Delivery %s: nothing to do about %s %s", id, event, label.equals("other") ? "" : action);
            return Answer.accepted(label, "unused");
        }
        if (payload.repository().isEmpty()) {
            Log.warnf("Delivery %s of %s was ignored: it names no installation and repository that can be", id, event);
            return Answer.accepted(label, "ignored");
        }
        String known = NAME.matcher(action).matches() ? action : "";
        try {
            Receipt receipt = deliveries.receive(new Delivery(id, event, known, body));
            return switch (receipt) {
                case NEW -> new Answer(202, label, "stored", id);
                case AGAIN -> new Answer(202, label, "redelivered", id);
                case KNOWN -> Answer.accepted(label, "duplicate");
            };
        } catch (StoreException e) {
            Log.errorf(e, "Delivery %s was refused because it could not be stored; redeliver it later", id);
            return new Answer(503, label, "unstored", null);
        }
    }
}
