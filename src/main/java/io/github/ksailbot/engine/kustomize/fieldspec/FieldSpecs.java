package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.GvkOrder;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that one transformer touches, in the order in which it does.
 *
 * @param specs no two for the same field of the same kinds
 */
public record FieldSpecs(List<FieldSpec> specs) {
    public static final FieldSpecs NONE = new FieldSpecs(List.of());

    public FieldSpecs {
        specs = List.copyOf(specs);
    }

    /**
     * These and those of {@code more} that are not here yet.
     *
     * @param work takes what looking for each costs
     * @throws FieldSpecConflict when a field is here, and one of the two creates it and the other does not
     */
    public FieldSpecs plus(FieldSpecs more, Work work) throws FieldSpecConflict {
        if (more.specs.isEmpty()) {
            return this;
        }
        work.spend(specs.size() + more.specs.size());
        Map<String, List<FieldSpec>> byPath = new HashMap<>();
        specs.forEach(spec -> at(byPath, spec.path()).add(spec));
        List<FieldSpec> all = new ArrayList<>(specs);
        for (FieldSpec spec : more.specs) {
            List<FieldSpec> known = at(byPath, spec.path());
            work.spend(known.size());
            Optional<FieldSpec> same =
                    known.stream().filter(one -> one.isSameFieldAs(spec)).findFirst();
            if (same.isEmpty()) {
                known.add(spec);
                all.add(spec);
            } else if (same.get().create() != spec.create()) {
                throw new FieldSpecConflict(spec);
            }
        }
        return all.size() == specs.size() ? this : new FieldSpecs(all);
    }

    private static List<FieldSpec> at(Map<String, List<FieldSpec>> byPath, String path) {
        return byPath.computeIfAbsent(path, any -> new ArrayList<>(1));
    }

    FieldSpecs sorted() {
        return new FieldSpecs(GvkOrder.COMMAND_LINE.sorted(specs, FieldSpec::gvk));
    }

    /** Those for resources of a kind. */
    public List<FieldSpec> of(Gvk gvk, Work work) {
        work.spend(1 + specs.size() / 4);
        return specs.stream().filter(spec -> gvk.isSelectedBy(spec.gvk())).toList();
    }
}
