package io.github.ksailbot.sandbox.kubernetes.controller;

import io.github.ksailbot.sandbox.kubernetes.store.Change;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import java.util.Collection;

/** Makes some kinds of objects come true, one visible step at a time. */
public interface Controller {
    /** The objects that must be looked at because something happened. */
    Collection<Key> wokenBy(Change change);

    /** Begins to look at an object, which may be gone. */
    Next begin(Key key);
}
