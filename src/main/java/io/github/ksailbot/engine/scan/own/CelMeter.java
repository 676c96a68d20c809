package io.github.ksailbot.engine.scan.own;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what the evaluation of an expression costs, and ends one that costs too much. A part of an expression that is
 * evaluated costs 1, and what it yields an eighth of its length. Not for several threads.
 */
final class CelMeter implements CelEvaluationListener {
    /** Some seconds. */
    static final long MAX_STEPS = 20_000_000;

    private static final int SIZE_OF_A_STEP = 8;
    private static final int MAX_SIZE = 4 << 20;

    private final long most;
    private final IdentityHashMap<Object, Long> made = new IdentityHashMap<>();
    private long steps;

    CelMeter(long most) {
        this.most = most;
    }

    /** @throws IllegalStateException when too much was spent; CEL passes it on as its own exception */
    @Override
    public void callback(CelExpr part, Object value) {
        int size = size(value);
        steps += 1 + size / SIZE_OF_A_STEP;
        if (steps > most || size > MAX_SIZE || weight(part, value) > MAX_SIZE) {
            throw new IllegalStateException("the expression costs too much");
        }
    }

    /** Forgets what the last evaluation made. */
    void begin() {
        made.clear();
    }

    boolean isSpent() {
        return steps > most;
    }

    /** Values in what the expression itself made: a list of the same list twice is twice as heavy, and so on. */
    private long weight(CelExpr part, Object value) {
        boolean isMade = part.exprKind().getKind() != CelExpr.ExprKind.Kind.IDENT
                && part.exprKind().getKind() != CelExpr.ExprKind.Kind.SELECT;
        Collection<?> items =
                value instanceof Map<?, ?> map ? map.values() : value instanceof Collection<?> list ? list : List.of();
        if (!isMade || items.isEmpty()) {
            return 0;
        }
        long weight = made.getOrDefault(value, 0L);
        if (weight == 0) {
            for (Object item : items) {
                weight += 1 + made.getOrDefault(item, 0L);
            }
            made.put(value, weight);
        }
        return weight;
    }

    private static int size(Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        if (value instanceof CelByteString bytes) {
            return bytes.size();
        }
        if (value instanceof Collection<?> items) {
            return items.size();
        }
        return value instanceof Map<?, ?> map ? map.size() : 0;
    }
}
