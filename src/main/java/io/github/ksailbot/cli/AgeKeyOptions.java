package io.github.ksailbot.cli;

import io.github.ksailbot.engine.sops.AgeKeyException;
import io.github.ksailbot.engine.sops.AgeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Keys for what SOPS encrypted. */
final class AgeKeyOptions {
    @Option(
            names = "--age-key-file",
            paramLabel = "FILE",
            defaultValue = "${env:SOPS_AGE_KEY_FILE}",
            description =
                    "Private keys of age for what SOPS encrypted. What they open is never printed: stand-ins of the"
                            + " same shape are. Default: the variable SOPS_AGE_KEY_FILE.")
    private @Nullable Path file;

    /** @throws IOException with a message for people when the file cannot be read, or is none */
    AgeKeys keys() throws IOException {
        if (file == null || file.toString().isEmpty()) {
            return AgeKeys.NONE;
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IOException("The key file `" + file + "` cannot be read.", e);
        }
        try {
            return AgeKeys.parse(text);
        } catch (AgeKeyException e) {
            throw new IOException("`" + file + "`: " + e.getMessage(), e);
        }
    }
}
