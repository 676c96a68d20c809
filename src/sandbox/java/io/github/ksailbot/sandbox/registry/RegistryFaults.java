package io.github.ksailbot.sandbox.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults that wait for their requests. */
public final class RegistryFaults {
    private final List<Rule> rules = new ArrayList<>();

    /** The next requests that match fail; earlier faults win. */
    public synchronized void next(int times, Predicate<RegistryRequest> matching, RegistryFault fault) {
        rules.add(new Rule(matching, fault, times));
    }

    /** The next request of a method whose path contains a text fails. */
    public void next(String method, String path, RegistryFault fault) {
        next(1, request -> request.method().equals(method) && request.path().contains(path), fault);
    }

    public synchronized void clear() {
        rules.clear();
    }

    synchronized @Nullable RegistryFault take(RegistryRequest request) {
        for (Rule rule : rules) {
            if (rule.left > 0 && rule.matching.test(request)) {
                rule.left--;
                return rule.fault;
            }
        }
        return null;
    }

    private static final class Rule {
        private final Predicate<RegistryRequest> matching;
        private final RegistryFault fault;
        private int left;

        Rule(Predicate<RegistryRequest> matching, RegistryFault fault, int left) {
            this.matching = matching;
            this.fault = fault;
            this.left = left;
        }
    }
}
