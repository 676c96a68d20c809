package io.github.ksailbot.store;

final class H2StoreTest extends StoreContract {
    @Override
    Database database() {
        return TestDatabase.h2();
    }
}
