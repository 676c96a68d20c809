package io.github.ksailbot.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;

/** The version that the build wrote beside this class. */
public final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream text = Version.class.getResourceAsStream("version.properties")) {
            if (text != null) {
                properties.load(text);
            }
        }
        return new String[] {"ksail-bot " + properties.getProperty("version", "(not built by Maven)")};
    }
}
