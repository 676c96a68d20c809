package io.github.ksailbot.workflow.command;

import io.github.ksailbot.workflow.deliver.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What came of one command.
 *
 * @param good false when it was refused or failed
 * @param text Markdown; empty while a delivery goes on
 * @param delivery that it ordered or joined; null when it did not
 */
public record Answer(boolean good, String text, @Nullable Delivery delivery) {
    /** Whether there is nothing to wait for. */
    public boolean isFinal() {
        return delivery == null || delivery.isTold();
    }

    /** Whether it is final, and what was wanted was done. */
    public boolean isGood() {
        return delivery == null ? good : delivery.conclusion() == io.github.ksailbot.workflow.Conclusion.SUCCESS;
    }
}
