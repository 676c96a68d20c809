package io.github.ksailbot.engine.gotemplate.sprig;

import io.github.ksailbot.engine.gotemplate.Arguments;
import io.github.ksailbot.engine.gotemplate.GoFunction;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Semantic versions. */
final class SprigVersions {
    static final Map<String, GoFunction> ALL =
            Map.of("semver", SprigVersions::semver, "semverCompare", a -> VersionRange.parse(
                            a.exactly(2).string(0))
                    .contains(Version.parse(a.string(1))));

    private SprigVersions() {}

    private static Object semver(Arguments a) throws GoTemplateException {
        String text = a.exactly(1).string(0);
        Version version = Version.parse(text);
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("Major", version.major());
        parts.put("Minor", version.minor());
        parts.put("Patch", version.patch());
        parts.put("Prerelease", version.prerelease());
        parts.put("Metadata", version.metadata());
        parts.put("Original", text);
        return parts;
    }
}
