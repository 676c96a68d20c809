package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reports what a kustomization asks for and this renderer does not do: silence would render something else. */
final class NotRendered {
    private NotRendered() {}

    /** @return whether there is anything */
    static boolean report(Kustomization kustomization, Consumer<Finding> findings) {
        boolean any = false;
        any |= report("vars", kustomization.vars().isEmpty() ? null : kustomization.vars().get(0).origin(), findings);
        any |= report("crds", kustomization.crds().isEmpty() ? null : kustomization.crds().get(0).origin(), findings);
        return any;
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
