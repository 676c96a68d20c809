package io.github.ksailbot.store;

import java.sql.SQLException;

/** The database did not do what it was asked; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(SQLException cause) {
        super("The database failed: " + cause.getMessage(), cause);
    }
}
