package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.GvkOrder;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * In what order the resources come out.
 *
 * @param isLegacy by kind and name; else as accumulated
 * @param kinds the order of kinds for the legacy order
 */
public record SortOptions(boolean isLegacy, GvkOrder kinds) {
    public static final SortOptions DECLARATION = new SortOptions(false, GvkOrder.COMMAND_LINE);
    public static final SortOptions LEGACY = new SortOptions(true, GvkOrder.COMMAND_LINE);

    /** What {@code sortOptions}, or the built-in SortOrderTransformer, says. */
    public static SortOptions read(TypedMapping options, Consumer<Finding> findings) {
        ScalarNode order = options.string("order");
        TypedMapping legacy = options.mapping("legacySortOptions");
        boolean isLegacy = order != null && order.text().equals("legacy");
        if (!isLegacy && (order == null || !order.text().equals("fifo"))) {
            findings.accept(refuse(order == null ? options.origin() : order.origin(), "must be `fifo` or `legacy`"));
        } else if (!isLegacy && legacy != null) {
            findings.accept(refuse(legacy.origin(), "must be `legacy` where `legacySortOptions` are given"));
        }
        if (legacy == null) {
            options.finish();
            return isLegacy ? LEGACY : DECLARATION;
        }
        GvkOrder kinds = new GvkOrder(texts(legacy, "orderFirst"), texts(legacy, "orderLast"));
        legacy.finish();
        options.finish();
        return new SortOptions(isLegacy, kinds);
    }

    private static List<String> texts(TypedMapping mapping, String key) {
        return mapping.strings(key).stream().map(ScalarNode::text).toList();
    }

    private static Finding refuse(@Nullable Origin origin, String what) {
        return Finding.error("kustomize/sort-options", "`sortOptions.order` " + what + ".", origin)
                .withFix("Write `order: fifo` to keep the order of the files, or `order: legacy` to sort by kind.")
                .atField("sortOptions.order");
    }
}
