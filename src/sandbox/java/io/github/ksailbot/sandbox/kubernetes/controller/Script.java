package io.github.ksailbot.sandbox.kubernetes.controller;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a test wants objects to go through: one behaviour for each round of work, then as they should. */
public final class Script {
    private final Map<Subject, Deque<Behaviour>> rounds = new ConcurrentHashMap<>();
    private final Map<Subject, Behaviour> always = new ConcurrentHashMap<>();

    private record Subject(String kind, String namespace, String name) {}

    /** The next rounds of an object. */
    public Script next(String kind, String namespace, String name, Behaviour... behaviours) {
        rounds.computeIfAbsent(new Subject(kind, namespace, name), subject -> new ArrayDeque<>())
                .addAll(Arrays.asList(behaviours));
        return this;
    }

    /** All rounds of an object after those that were said one by one, until something else is said. */
    public Script always(String kind, String namespace, String name, Behaviour behaviour) {
        always.put(new Subject(kind, namespace, name), behaviour);
        return this;
    }

    public Behaviour take(String kind, String namespace, String name) {
        Subject subject = new Subject(kind, namespace, name);
        Deque<Behaviour> left = rounds.get(subject);
        if (left != null && !left.isEmpty()) {
            return left.removeFirst();
        }
        return always.getOrDefault(subject, Behaviour.normal());
    }
}
