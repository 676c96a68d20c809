package io.github.ksailbot.sandbox.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import io.github.ksailbot.sandbox.kubernetes.store.StatusError;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What controllers of custom resources have in common. */
public abstract class ObjectController implements Controller {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|h|m|s)");

    protected final Resources resources;
    protected final Script script;
    private final String name;
    private final String group;
    private final List<String> kinds;

    /** @param name of the controller: owner of the fields that it writes */
    protected ObjectController(Resources resources, Script script, String name, String group, String... kinds) {
        this.resources = resources;
        this.script = script;
        this.name = name;
        this.group = group;
        this.kinds = Arrays.asList(kinds);
    }

    /** The object is there: work on it. */
    protected abstract Next reconcile(Key key, Kind kind, ObjectNode object);

    /** What makes an object worth a look: by default that it is new, or wished otherwise, or asked for. */
    protected boolean matters(ObjectNode before, ObjectNode after) {
        return !text(before, "/metadata/generation").equals(text(after, "/metadata/generation"))
                || !annotation(before, "reconcile.fluxcd.io/requestedAt")
                        .equals(annotation(after, "reconcile.fluxcd.io/requestedAt"))
                || !text(before, "/metadata/deletionTimestamp").equals(text(after, "/metadata/deletionTimestamp"));
    }

    /** Of the objects of this controller, those that care about a change of another one. */
    protected Collection<Key> touchedBy(Change change) {
        return List.of();
    }

    @Override
    public final Collection<Key> wokenBy(Change change) {
        if (!isMine(change.key())) {
            return touchedBy(change);
        }
        ObjectNode before = change.before();
        ObjectNode after = change.after();
        boolean wake = after != null && (before == null || matters(before, after));
        return wake ? List.of(change.key()) : touchedBy(change);
    }

    protected final boolean isMine(Key key) {
        return key.group().equals(group)
                && resources.kinds().all().stream().anyMatch(kind -> key.is(kind) && kinds.contains(kind.kind()));
    }

    @Override
    public final Next begin(Key key) {
        ObjectNode object = resources.store().get(key);
        return object == null ? Next.idle() : reconcile(key, kindOf(key), object);
    }

    protected final Kind kindOf(Key key) {
        return resources.kinds().all().stream()
                .filter(key::is)
                .findFirst()
                .orElseThrow(() -> StatusError.of(404, "NotFound", "the kind is gone"));
    }

    protected final Kind kind(String kind) {
        return resources.kinds().named(group, kind);
    }

    protected final ObjectNode current(Key key) {
        return resources.get(kindOf(key), key.namespace(), key.name());
    }

    protected final Behaviour behaviour(Key key) {
        return script.take(kindOf(key).kind(), key.namespace(), key.name());
    }

    /** Writes the status. */
    protected final void status(Key key, Consumer<ObjectStatus> edit) {
        Kind kind = kindOf(key);
        resources.change(
                kind,
                key.namespace(),
                key.name(),
                object -> {
                    edit.accept(new ObjectStatus(object, resources.clock().instant()));
                    return object;
                },
                kind.status() ? Write.statusBy(name) : Write.by(name));
    }

    protected final void finalizer(Key key, String finalizer, boolean present) {
        resources.change(
                kindOf(key),
                key.namespace(),
                key.name(),
                object -> {
                    ArrayNode list = object.withArray("/metadata/finalizers");
                    list.removeAll();
                    if (present) {
                        list.add(finalizer);
                    }
                    return object;
                },
                Write.by(name));
    }

    /** By the rules of JSON pointers; empty when there is nothing. */
    protected static String text(JsonNode object, String pointer) {
        return object.at(pointer).asText("");
    }

    protected static String annotation(ObjectNode object, String key) {
        return object.path("metadata").path("annotations").path(key).asText("");
    }

    /** A duration such as {@code 1m30s}. */
    protected static Duration duration(String text, Duration otherwise) {
        Matcher matcher = DURATION.matcher(text);
        Duration sum = Duration.ZERO;
        boolean any = false;
        while (matcher.find()) {
            any = true;
            long number = Long.parseLong(matcher.group(1));
            switch (matcher.group(2)) {
                case "h":
                    sum = sum.plusHours(number);
                    break;
                case "m":
                    sum = sum.plusMinutes(number);
                    break;
                case "s":
                    sum = sum.plusSeconds(number);
                    break;
                default:
                    sum = sum.plusMillis(number);
                    break;
            }
        }
        return any ? sum : otherwise;
    }

    /** As Go writes it: {@code 1m0s}. */
    protected static String text(Duration duration) {
        long seconds = duration.toSeconds();
        String tail = seconds % 60 + "s";
        String minutes = seconds / 60 % 60 + "m" + tail;
        return seconds >= 3600 ? seconds / 3600 + "h" + minutes : seconds >= 60 ? minutes : tail;
    }
}
