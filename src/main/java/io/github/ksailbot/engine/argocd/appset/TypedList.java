package io.github.ksailbot.engine.argocd.appset;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A list that Argo CD makes itself, whose items have a type in Go: selectors see it as one value, and not its items. */
final class TypedList extends ArrayList<@Nullable Object> {
    private static final long serialVersionUID = 1L;

    TypedList(Collection<?> items) {
        super(items);
    }
}
