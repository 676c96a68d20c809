package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import java.util.Map;

/** {@code openapi} of a kustomization: which schema tells strategic merges the keys of lists. */
final class OpenApiField {
    private static final String BUILT_IN = "v1.21.2";

    private final BuildSession session;
    private final Loader loader;

    OpenApiField(BuildSession session, Loader loader) {
        this.session = session;
        this.loader = loader;
    }

    void use(Map<String, ScalarNode> openapi) throws BuildException {
        ScalarNode path = openapi.get("path");
        ScalarNode version = openapi.get("version");
        LoadedFile file = path == null ? null : session.read(loader, path);
        if (session.hasSchema()) {
            return;
        }
        if (path != null && version != null) {
            throw BuildException.of(
                            "kustomize/openapi", "`openapi` can have `path` or `version`, not both.", version.origin())
                    .withFix("Remove one of the two.");
        }
        if (path != null && file != null) {
            session.useSchema(schema(path, file));
        } else if (version != null && !version.text().isEmpty()) {
            if (!version.text().equals(BUILT_IN)) {
                throw BuildException.of(
                                "kustomize/openapi",
                                "kustomize carries the schema of version `%s` only, not of `%s`."
                                        .formatted(BUILT_IN, version.text()),
                                version.origin())
                        .withFix("Leave `version` out, or name a schema file by `path`.");
            }
            session.useBuiltinSchema();
        }
    }

    private MappingNode schema(ScalarNode path, LoadedFile file) throws BuildException {
        YamlDocuments documents = session.work().read(YamlDialect.KUBERNETES, file.file(), file.content());
        for (Finding finding : documents.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new BuildException(finding);
            }
        }
        if (!documents.documents().isEmpty() && documents.documents().get(0) instanceof MappingNode root) {
            return root;
        }
        throw BuildException.of(
                "kustomize/openapi", "`%s` is no OpenAPI document.".formatted(path.text()), path.origin());
    }
}
