package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Finds out how a registry wants to know who asks, and remembers it for the requests that follow. */
final class Authorizer {
    private final RegistryHttp http;
    private final Origin registry;
    private final @Nullable Credentials credentials;
    private final Clock clock;
    private final BooleanSupplier cancelled;
    private final Map<String, Token> tokens = new HashMap<>();
    private @Nullable TokenService service;
    private boolean isBasic;
    private int requests;

    Authorizer(
            RegistryHttp http,
            Origin registry,
            @Nullable Credentials credentials,
            Clock clock,
            BooleanSupplier cancelled) {
        this.http = http;
        this.registry = registry;
        this.credentials = credentials;
        this.clock = clock;
        this.cancelled = cancelled;
    }

    /** Requests that were made for tokens. */
    int requests() {
        return requests;
    }

    /**
     * What is known already; null as long as the registry has not asked.
     *
     * @param scope {@code repository:NAME:pull,push}
     */
    @Nullable String header(String scope) throws RegistryException {
        if (isBasic && credentials != null) {
            return BasicScheme.header(credentials);
        }
        TokenService known = service;
        if (known == null) {
            return null;
        }
        Token token = tokens.get(scope);
        if (token == null || !clock.instant().isBefore(token.until())) {
            token = fetch(known, scope);
            tokens.put(scope, token);
        }
        return "Bearer " + token.value().reveal();
    }

    /**
     * What to say to a registry that answered 401: a token that it does not take any more is renewed.
     *
     * @return null when there is nothing that it would take
     */
    @Nullable String answer(HttpAnswer unauthorized, String scope) throws RegistryException {
        List<Challenge> challenges = Challenge.parse(unauthorized.all("WWW-Authenticate"));
        for (Challenge challenge : challenges) {
            if (challenge.scheme().equals("bearer")
                    && !challenge.parameter("realm").isEmpty()) {
                service = TokenService.of(challenge, registry, credentials != null);
                tokens.remove(scope);
                return header(scope);
            }
        }
        boolean offersBasic =
                challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
        if (offersBasic && credentials != null && !isBasic) {
            isBasic = true;
            return header(scope);
        }
        return null;
    }

    private Token fetch(TokenService from, String scope) throws RegistryException {
        requests++;
        HttpAnswer answer = http.send(from.request(scope, credentials), false, cancelled);
        if (answer.status() == 401 || answer.status() == 403) {
            throw new RegistryException(
                    answer.status() == 401 ? Kind.AUTHENTICATION_REQUIRED : Kind.ACCESS_DENIED,
                    "The registry `" + registry + "` does not take the credentials"
                            + (credentials == null ? ": there are none, and it wants some" : "")
                            + " (HTTP " + answer.status() + " from `"
                            + from.realm().getHost() + "`).");
        }
        if (!answer.isSuccess()) {
            throw ErrorAnswers.of(
                    answer,
                    "get a token for `" + registry + "` from `" + from.realm().getHost() + "`",
                    clock);
        }
        return from.read(answer, clock);
    }
}
