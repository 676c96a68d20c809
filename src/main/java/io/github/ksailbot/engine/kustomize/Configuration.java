package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.kustomize.fieldspec.DefaultFieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfigReader;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import java.util.List;

/** The field specs of one kustomization: kustomize's own, and those of its {@code configurations}. */
final class Configuration {
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    private final BuildSession session;
    private final Loader loader;

    Configuration(BuildSession session, Loader loader) {
        this.session = session;
        this.loader = loader;
    }

    TransformerConfig read(Kustomization kustomization) throws BuildException {
        TransformerConfig config = DefaultFieldSpecs.CONFIG;
        List<ScalarNode> paths = kustomization.configurations();
        TransformerConfig own = TransformerConfig.EMPTY;
        for (ScalarNode path : paths) {
            own = session.merge(own, file(path), path.origin());
        }
        return paths.isEmpty()
                ? config
                : session.merge(config, own, paths.get(0).origin());
    }

    private TransformerConfig file(ScalarNode path) throws BuildException {
        LoadedFile content = session.read(loader, path);
        YamlDocuments documents = READER.read(content.path(), content.content());
        documents.findings().forEach(session.findings());
        if (documents.documents().isEmpty()) {
            return TransformerConfig.EMPTY;
        }
        Node root = documents.documents().get(0);
        if (root instanceof MappingNode mapping) {
            return TransformerConfigReader.read(mapping, session.findings());
        }
        throw BuildException.of(
                "kustomize/wrong-type", "A transformer configuration must be a mapping of fields.", root.origin());
    }
}
