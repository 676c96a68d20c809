package io.github.ksailbot.sandbox.bot;

import io.github.ksailbot.sandbox.github.SandboxApp;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import java.nio.file.Path;
import java.util.Map;

/** The environment that a bot process is started with, as docs/configuration.md has it. */
public final class BotSettings {
    private BotSettings() {}

    /** @param data directory for the bot's database and mirrors */
    public static Map<String, String> of(SandboxGitHub gitHub, SandboxApp app, Path data) {
        return Map.of(
                "QUARKUS_GITHUB_APP_APP_ID", String.valueOf(app.id()),
                "QUARKUS_GITHUB_APP_PRIVATE_KEY", app.key().pkcs8(),
                "QUARKUS_GITHUB_APP_WEBHOOK_SECRET", app.webhookSecret(),
                "QUARKUS_GITHUB_APP_REST_API_ENDPOINT", gitHub.api().toString(),
                "KSAIL_BOT_DATA_DIRECTORY", data.toString());
    }
}
