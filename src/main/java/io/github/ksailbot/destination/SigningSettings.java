package io.github.ksailbot.destination;

import io.github.ksailbot.config.BotSettings.Signing;
import io.github.ksailbot.delivery.artifact.ArtifactAttachment;
import io.github.ksailbot.delivery.signature.CosignSigner;
import io.github.ksailbot.delivery.signature.SigningKey;
import io.github.ksailbot.delivery.signature.SigningKeyException;
import io.github.ksailbot.engine.environment.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is said about artifacts, by the operator's key. */
final class SigningSettings {
    private SigningSettings() {}

    /** @throws ConfigurationException when a key is set that cannot be used: nothing may go out unsigned then */
    static ArtifactAttachment.Source attachments(Signing settings) {
        Path key = settings.key().orElse(null);
        if (key == null) {
            if (settings.passwordFile().isPresent() || settings.password().isPresent()) {
                throw new ConfigurationException(
                        "ksail-bot.signing: a password is set, and no key. Set ksail-bot.signing.key to its file.");
            }
            return ArtifactAttachment.Source.NONE;
        }
        try {
            return new CosignSigner(SigningKey.read(key, password(settings)), settings.builder());
        } catch (SigningKeyException e) {
            throw new ConfigurationException(
                    "ksail-bot.signing: " + e.getMessage() + " A password comes from ksail-bot.signing.password-file.");
        }
    }

    private static @Nullable Secret password(Signing settings) {
        Path file = settings.passwordFile().orElse(null);
        if (file == null) {
            return settings.password().map(Secret::of).orElse(null);
        }
        try {
            return Secret.of(Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", ""));
        } catch (IOException e) {
            throw new ConfigurationException("ksail-bot.signing.password-file: `" + file + "` cannot be read.", e);
        }
    }
}
