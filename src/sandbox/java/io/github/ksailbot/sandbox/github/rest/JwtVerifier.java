package io.github.ksailbot.sandbox.github.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.sandbox.github.model.App;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Checks an App's JSON Web Token with GitHub's rules and in GitHub's words. */
final class JwtVerifier {

    private static final long LONGEST_SECONDS = 600;

    /** How far ahead another machine's clock may be. */
    private static final long SKEW_SECONDS = 60;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Long, App> apps;

    JwtVerifier(Map<Long, App> apps) {
        this.apps = apps;
    }

    /** @throws ApiError 401 if it is not valid */
    App verify(String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw undecodable();
        }
        JsonNode header = part(parts[0]);
        JsonNode claims = part(parts[1]);
        if (!"RS256".equals(header.path("alg").asText())) {
            throw undecodable();
        }
        App app = apps.get(claims.path("iss").asLong(-1));
        if (app == null) {
            throw ApiError.of(401, "Integration not found");
        }
        if (!signed(app, parts)) {
            throw undecodable();
        }
        long expiry = claims.path("exp").asLong(-1);
        long issued = claims.path("iat").asLong(-1);
        if (expiry < 0) {
            throw ApiError.of(401, "Missing 'exp' claim in assertion");
        }
        if (issued < 0) {
            throw ApiError.of(401, "Missing 'issued at' claim ('iat') in assertion");
        }
        if (expiry <= now.getEpochSecond()) {
            throw ApiError.of(
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the"
                            + " assertion expires");
        }
        if (expiry > now.getEpochSecond() + LONGEST_SECONDS + SKEW_SECONDS) {
            throw ApiError.of(401, "'Expiration time' claim ('exp') is too far in the future");
        }
        if (issued > now.getEpochSecond() + SKEW_SECONDS) {
            throw ApiError.of(
                    401,
                    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
        }
        return app;
    }

    private static boolean signed(App app, String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(app.key);
            signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private JsonNode part(String encoded) {
        try {
            return mapper.readTree(Base64.getUrlDecoder().decode(encoded));
        } catch (IOException | IllegalArgumentException e) {
            throw undecodable();
        }
    }

    private static ApiError undecodable() {
        return ApiError.of(401, "A JSON web token could not be decoded");
    }
}
