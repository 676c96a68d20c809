package io.github.ksailbot.sandbox.github.rest;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.App;
import io.github.ksailbot.sandbox.github.model.Token;

/** Who makes a request. */
public sealed interface Actor {

    /** An App, by a JSON Web Token. */
    record AsApp(App app) implements Actor {}

    /** An App where it is installed, by an installation access token. */
    record AsInstallation(Token token) implements Actor {}

    /** A person, by a personal access token. */
    record AsUser(Account account) implements Actor {}

    /** Nobody known. */
    record Anonymous() implements Actor {}

    /** Short, for the log of requests. */
    default String label() {
        if (this instanceof AsApp as) {
            return "app " + as.app().slug;
        }
        if (this instanceof AsInstallation as) {
            return "installation " + as.token().installation().id;
        }
        return this instanceof AsUser as ? "user " + as.account().login() : "anonymous";
    }
}
