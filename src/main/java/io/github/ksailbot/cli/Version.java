package io.github.ksailbot.cli;

import java.util.Objects;
import picocli.CommandLine;

/** The version that the build wrote into the jar. */
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"ksail-bot " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
