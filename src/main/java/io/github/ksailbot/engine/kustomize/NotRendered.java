package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports what a kustomization asks for and this renderer does not do: silence would render something else. */
final class NotRendered {
    private NotRendered() {}

    /** @return whether there is anything */
    static boolean report(Kustomization kustomization, Consumer<Finding> findings) {
        boolean any = report("crds", first(kustomization.crds(), ScalarNode::origin), findings);
        any |= report("replacements", first(kustomization.replacements(), TypedMapping::origin), findings);
        return any;
    }

    private static <T> @Nullable Origin first(List<T> entries, Function<T, Origin> origin) {
        return entries.isEmpty() ? null : origin.apply(entries.get(0));
    }

    private static boolean report(String field, @Nullable Origin origin, Consumer<Finding> findings) {
        if (origin == null) {
            return false;
        }
        findings.accept(Finding.error(
                        "kustomize/not-rendered",
                        "`%s` is not rendered here, so what comes of this kustomization is not known.".formatted(field),
                        origin)
                .atField(field));
        return true;
    }
}
