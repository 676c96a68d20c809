package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Manifest;

/** Names of generated config maps and secrets, which change with the content. */
public final class GeneratedNames {
    private GeneratedNames() {}

    /** A resource's name without the suffix that kustomize makes of its content; the name itself where it has none. */
    public static String withoutHash(Manifest manifest) {
        String name = manifest.name();
        int dash = name.length() - ContentHash.LENGTH - 1;
        boolean isHashable =
                manifest.kind().equals("ConfigMap") || manifest.kind().equals("Secret");
        if (!isHashable || dash < 1 || name.charAt(dash) != '-') {
            return name;
        }
        String suffix = name.substring(dash + 1);
        if (!suffix.chars().allMatch(c -> ContentHash.LETTERS.indexOf(c) >= 0)) {
            return name;
        }
        try {
            String hash = ContentHash.of(Resource.of(manifest.root()), Work.unlimited());
            return hash.equals(suffix) ? name.substring(0, dash) : name;
        } catch (BuildException e) {
            return name;
        }
    }
}
