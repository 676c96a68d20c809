package io.github.ksailbot.engine.kustomize.fieldspec;

/** Two configurations disagree on whether a field is to be created. */
public final class FieldSpecConflict extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FieldSpec spec;

    FieldSpecConflict(FieldSpec spec) {
        super("`" + spec.path() + "` is configured with `create: " + spec.create() + "` and `create: " + !spec.create()
                + "`");
        this.spec = spec;
    }

    public FieldSpec spec() {
        return spec;
    }
}
