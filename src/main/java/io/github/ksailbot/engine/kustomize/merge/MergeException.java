package io.github.ksailbot.engine.kustomize.merge;

import io.github.ksailbot.engine.finding.Origin;

/** A patch cannot be merged; becomes a finding where the merge was asked for. */
final class MergeException extends Exception {
    private final String rule;
    private final transient Origin origin;
    private final String field;

    /**
     * @param rule id of the finding's rule
     * @param message one sentence, as a finding's
     * @param origin the place in the patch
     * @param field in the resource
     */
    MergeException(String rule, String message, Origin origin, FieldTrail field) {
        super(message, null, false, false);
        this.rule = rule;
        this.origin = origin;
        this.field = field.toString();
    }

    String rule() {
        return rule;
    }

    Origin origin() {
        return origin;
    }

    String field() {
        return field;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
