package io.github.ksailbot.sandbox.registry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides who is let in, and gives tokens. */
final class RegistryGate {
    static final String SERVICE = "sandbox";

    /** What a token is good for. */
    private record Grant(List<String> scopes, Instant until) {}

    private final RegistryAccess access;
    private final Clock clock;
    private final Map<String, Grant> tokens = new HashMap<>();

    RegistryGate(RegistryAccess access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** How somebody is let in, or what they are told. */
    enum Admission {
        ALLOWED,
        WHO_ARE_YOU,
        DENIED
    }

    synchronized Admission admit(@Nullable String authorization, String repository, boolean isWrite) {
        if (access instanceof RegistryAccess.Basic basic) {
            return isBasic(authorization, basic.user(), basic.password()) ? Admission.ALLOWED : Admission.WHO_ARE_YOU;
        }
        if (access instanceof RegistryAccess.Tokens) {
            Grant grant = authorization != null && authorization.startsWith("Bearer ")
                    ? tokens.get(authorization.substring("Bearer ".length()))
                    : null;
            if (grant == null || !clock.instant().isBefore(grant.until())) {
                return Admission.WHO_ARE_YOU;
            }
            String wanted = isWrite ? "push" : "pull";
            boolean isGranted = grant.scopes().stream()
                    .anyMatch(scope -> scope.startsWith("repository:" + repository + ":")
                            && Arrays.asList(scope.substring(scope.lastIndexOf(':') + 1)
                                            .split(",", -1))
                                    .contains(wanted));
            return isGranted ? Admission.ALLOWED : Admission.DENIED;
        }
        return Admission.ALLOWED;
    }

    /** The {@code WWW-Authenticate} header. */
    String challenge(String address, String repository) {
        return access instanceof RegistryAccess.Tokens
                ? "Bearer realm=\"" + address + "/token\",service=\"" + SERVICE + "\",scope=\"repository:" + repository
                        + ":pull\""
                : "Basic realm=\"sandbox\"";
    }

    /** A token in JSON; null for wrong credentials. */
    synchronized @Nullable String token(@Nullable String authorization, List<String> scopes) {
        if (!(access instanceof RegistryAccess.Tokens tokenAccess)
                || !isBasic(authorization, tokenAccess.user(), tokenAccess.password())) {
            return null;
        }
        List<String> granted = scopes.stream()
                .map(scope -> tokenAccess.mayPush() ? scope : scope.substring(0, scope.lastIndexOf(':')) + ":pull")
                .toList();
        String token = UUID.randomUUID().toString();
        tokens.put(token, new Grant(granted, clock.instant().plus(tokenAccess.lifetime())));
        return "{\"token\":\"" + token + "\",\"expires_in\":"
                + tokenAccess.lifetime().toSeconds() + "}";
    }

    synchronized void expireTokens() {
        tokens.clear();
    }

    private static boolean isBasic(@Nullable String authorization, String user, String password) {
        String pair = user + ":" + password;
        return ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .equals(authorization);
    }
}
