package io.github.ksailbot.store;

import java.util.List;

/** Sees to it that what a transaction made wanted is done; called after it. */
public interface Waker {
    void wake(List<Wakeup> wakeups);
}
