package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;

/** A text of a document that is no template, or fails. */
public final class TextException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Origin origin;
    private final GoTemplateException.Reason reason;

    TextException(GoTemplateException cause, Origin origin) {
        super(cause.getMessage(), cause);
        this.origin = origin;
        this.reason = cause.reason();
    }

    public Origin origin() {
        return origin;
    }

    public GoTemplateException.Reason reason() {
        return reason;
    }
}
