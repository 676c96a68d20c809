package io.github.ksailbot.engine.kustomize.fieldspec;

import io.github.ksailbot.engine.kustomize.resource.Gvk;
import io.github.ksailbot.engine.kustomize.resource.GvkOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The fields that one transformer touches, in the order in which it does.
 *
 * @param specs no two for the same field of the same kinds
 */
public record FieldSpecs(List<FieldSpec> specs) {
    public static final FieldSpecs NONE = new FieldSpecs(List.of());

    private static final Comparator<FieldSpec> ORDER = Comparator.comparing(FieldSpec::gvk, GvkOrder.COMMAND_LINE);

    public FieldSpecs {
        specs = List.copyOf(specs);
    }

    /** These and those of {@code more} that are not here yet. */
    public FieldSpecs plus(FieldSpecs more) throws FieldSpecConflict {
        FieldSpecs all = this;
        for (FieldSpec spec : more.specs) {
            all = all.plus(spec);
        }
        return all;
    }

    /**
     * These and one more, unless it is here.
     *
     * @throws FieldSpecConflict when the field is here, and one of the two creates it and the other does not
     */
    public FieldSpecs plus(FieldSpec spec) throws FieldSpecConflict {
        Optional<FieldSpec> known =
                specs.stream().filter(one -> one.isSameFieldAs(spec)).findFirst();
        if (known.isPresent()) {
            if (known.get().create() != spec.create()) {
                throw new FieldSpecConflict(spec);
            }
            return this;
        }
        List<FieldSpec> longer = new ArrayList<>(specs);
        longer.add(spec);
        return new FieldSpecs(longer);
    }

    FieldSpecs sorted() {
        return new FieldSpecs(specs.stream().sorted(ORDER).toList());
    }

    /** Those for resources of a kind. */
    public List<FieldSpec> of(Gvk gvk) {
        return specs.stream().filter(spec -> gvk.isSelectedBy(spec.gvk())).toList();
    }
}
