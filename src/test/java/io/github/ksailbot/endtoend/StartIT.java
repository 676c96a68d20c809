package io.github.ksailbot.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.bot.BotProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged bot does when it cannot work as it is set up. */
class StartIT {

    @Test
    void serve_withoutCredentials_saysWhatToSet(@TempDir Path data) {
        BotProcess bot =
                BotProcess.startAndEnd(BotWorld.application(), Map.of("KSAIL_BOT_DATA_DIRECTORY", data.toString()));

        assertThat(bot.exitCode()).isNotZero();
        assertThat(String.join("\n", bot.log()))
                .contains("QUARKUS_GITHUB_APP_APP_ID")
                .contains("QUARKUS_GITHUB_APP_PRIVATE_KEY")
                .contains("QUARKUS_GITHUB_APP_WEBHOOK_SECRET")
                .doesNotContain("\tat ");
    }
}
