package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one registry as somebody who is allowed to make them. Credentials and tokens go to the registry's own origin
 * and to no other, wherever it sends its clients.
 */
final class RegistryExchange {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 5;

    private final RegistryHttp http;
    private final Origin registry;
    private final URI base;
    private final Clock clock;
    private final BooleanSupplier cancelled;
    private final Authorizer authorizer;
    private int requests;

    RegistryExchange(RegistryHttp http, RegistryTarget target, Clock clock, BooleanSupplier cancelled) {
        this.http = http;
        this.clock = clock;
        this.cancelled = cancelled;
        String scheme = http.options().isPlainHttp(target.host()) ? "http" : "https";
        this.base = URI.create(scheme + "://" + target.host().apiAuthority());
        this.registry = Origin.of(base);
        this.authorizer = new Authorizer(http, registry, target.credentials(), clock, cancelled);
    }

    URI base() {
        return base;
    }

    int requests() {
        return requests + authorizer.requests();
    }

    /**
     * Sends a request, authenticates when it is asked to, and follows redirects of what only reads.
     *
     * @param scope {@code repository:NAME:pull,push}
     * @return any answer but 401, 429 and 5xx
     * @throws CancellationException when it was cancelled
     */
    HttpAnswer send(Call call, String scope) throws RegistryException {
        Call current = call;
        for (int redirects = 0; ; redirects++) {
            HttpAnswer answer = authenticated(current, scope);
            if (!REDIRECTS.contains(answer.status()) || !call.isRead()) {
                if (answer.status() == 429 || answer.status() >= 500) {
                    throw ErrorAnswers.of(answer, call.doing(), clock);
                }
                return answer;
            }
            if (redirects == MAX_REDIRECTS) {
                throw new RegistryException(
                        Kind.WRONG_ANSWER,
                        "Could not " + call.doing() + ": stopped after " + MAX_REDIRECTS + " redirects.");
            }
            current = current.to(location(answer, call.doing()));
        }
    }

    /**
     * Where an answer's {@code Location} leads.
     *
     * @throws RegistryException when it leads nowhere, from TLS to plain text, or into this machine
     */
    URI location(HttpAnswer answer, String doing) throws RegistryException {
        try {
            String header = answer.header("Location");
            URI location = answer.uri().resolve(new URI(header));
            if (header.isEmpty() || location.getHost() == null || location.getUserInfo() != null) {
                throw new URISyntaxException("", "no host");
            }
            Origin origin = Origin.of(location);
            if (!origin.equals(registry)) {
                requireSafe(origin, doing);
            }
            return location;
        } catch (URISyntaxException e) {
            throw new RegistryException(
                    Kind.WRONG_ANSWER, "Could not " + doing + ": the registry does not say where to go on.");
        }
    }

    private void requireSafe(Origin origin, String doing) throws RegistryException {
        boolean isSafe = origin.scheme().equals("https")
                || (origin.scheme().equals("http") && registry.scheme().equals("http"));
        if (!isSafe || (isInternal(origin.host()) && !isInternal(registry.host()))) {
            throw new RegistryException(
                    Kind.WRONG_ANSWER,
                    "Could not " + doing + ": the registry sends its clients on to `" + ServerText.of(origin.toString())
                            + "`, where this program does not go.");
        }
    }

    private boolean isInternal(String host) {
        try {
            return http.options().hosts().addresses(host).stream().anyMatch(RegistryHttp::isInternal);
        } catch (UnknownHostException e) {
            // Through a proxy its name need not be known here; without one the request itself fails.
            return false;
        }
    }

    private HttpAnswer authenticated(Call call, String scope) throws RegistryException {
        if (!Origin.of(call.uri()).equals(registry)) {
            return once(call, null, !isInternal(registry.host()));
        }
        HttpAnswer answer = once(call, authorizer.header(scope), false);
        if (answer.status() != 401) {
            return answer;
        }
        String authorization = authorizer.answer(answer, scope);
        HttpAnswer second = authorization == null ? answer : once(call, authorization, false);
        if (second.status() == 401) {
            throw ErrorAnswers.of(second, call.doing(), clock);
        }
        return second;
    }

    private HttpAnswer once(Call call, @Nullable String authorization, boolean isOutwards) throws RegistryException {
        HttpUrl address = HttpUrl.get(call.uri());
        if (address == null) {
            throw new RegistryException(
                    Kind.WRONG_ANSWER, "Could not " + call.doing() + ": the registry does not say where to go on.");
        }
        Request.Builder request = new Request.Builder().url(address).method(call.method(), call.sent());
        call.headers().forEach(request::header);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        requests++;
        return http.send(request.build(), isOutwards, call.isWhole() ? () -> false : cancelled);
    }

    RegistryException unexpected(HttpAnswer answer, String doing) {
        return ErrorAnswers.of(answer, doing, clock);
    }
}
