package io.github.ksailbot.engine.gotemplate;

import org.jspecify.annotations.Nullable;

/** A function that templates may call. */
@FunctionalInterface
public interface GoFunction {

    /**
     * @return a value as {@link GoTemplate} describes them
     * @throws GoTemplateException when the arguments are not what it takes, or it fails
     */
    @Nullable Object call(Arguments arguments) throws GoTemplateException;
}
