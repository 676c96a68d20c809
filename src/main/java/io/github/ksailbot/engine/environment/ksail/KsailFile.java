package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that declares an environment by its name.
 *
 * @param path where it is; paths in it are relative to its directory
 * @param suffix what stands between {@code ksail.} and {@code .yaml}; empty for {@code ksail.yaml}
 */
public record KsailFile(SourcePath path, String suffix) {
    static final String BASE_NAME = "ksail.yaml";
    private static final Pattern NAME = Pattern.compile("ksail\\.(.+)\\.yaml");

    static boolean isName(String name) {
        return name.equals(BASE_NAME) || NAME.matcher(name).matches();
    }

    /** For a path whose name {@link #isName}. */
    static KsailFile of(SourcePath path) {
        Matcher matcher = NAME.matcher(path.name());
        return new KsailFile(path, matcher.matches() ? matcher.group(1) : "");
    }

    public boolean isBase() {
        return suffix.isEmpty();
    }

    public SourcePath directory() {
        return path.parent();
    }

    /** The file as a whole. */
    Origin origin() {
        return Origin.of(path.value(), 1, 1);
    }
}
