package io.github.ksailbot.engine.kustomize.work;

import io.github.ksailbot.engine.finding.Origin;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fields of one kustomization cost how much; what a field leads to has an account of its own. */
final class Account {
    /** What one field costs, with all that it leads to. */
    static final class Share {
        private final String field;
        private final @Nullable Origin origin;
        private long steps;
        /** Steps of the whole build when the field was opened; -1 while it is closed. */
        private long openedAt = -1;

        private @Nullable Account below;

        private Share(String field, @Nullable Origin origin) {
            this.field = field;
            this.origin = origin;
        }

        String field() {
            return field;
        }

        @Nullable Origin origin() {
            return origin;
        }

        long steps(long now) {
            return openedAt < 0 ? steps : steps + now - openedAt;
        }
    }

    private final Map<String, Share> shares = new HashMap<>();
    private @Nullable Share open;

    /** The first origin of a field stays. */
    Account open(String field, @Nullable Origin origin, long now) {
        Share share = shares.computeIfAbsent(field, name -> new Share(name, origin));
        share.openedAt = now;
        Account below = new Account();
        share.below = below;
        open = share;
        return below;
    }

    void close(long now) {
        Share share = open;
        if (share != null) {
            share.steps += now - share.openedAt;
            share.openedAt = -1;
            share.below = null;
            open = null;
        }
    }

    /** The field that costs most, followed down as long as it is what runs; null when there is none. */
    @Nullable Share heaviest(long now) {
        Share heaviest = null;
        for (Share share : shares.values()) {
            if (heaviest == null || share.steps(now) > heaviest.steps(now)) {
                heaviest = share;
            }
        }
        Share below = heaviest == null || heaviest.below == null ? null : heaviest.below.heaviest(now);
        return below == null ? heaviest : below;
    }
}
