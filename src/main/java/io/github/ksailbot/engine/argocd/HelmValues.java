package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.helm.values.ValuesMerge;
import io.github.ksailbot.engine.helm.values.ValuesPath;
import io.github.ksailbot.engine.helm.values.ValuesPathException;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import java.nio.charset.StandardCharsets;

/** The values of a chart in the order in which they win over each other: files, values, parameters, files as parameters. */
final class HelmValues {
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    private final MappingNode helm;
    private final ReferencedFiles files;
    private final BuildEnvironment environment;

    HelmValues(MappingNode helm, ReferencedFiles files, BuildEnvironment environment) {
        this.helm = helm;
        this.files = files;
        this.environment = environment;
    }

    MappingNode compose() throws RenderFailure, NotRendered, SourceException {
        MappingNode values = MappingNode.empty(helm.origin());
        boolean ignoresMissing = Fields.isTrue(helm, "ignoreMissingValueFiles");
        for (ScalarNode name : Fields.texts(helm, "valueFiles")) {
            for (ReferencedFiles.Found file : files.find(name, environment.substituted(name.text()), ignoresMissing)) {
                values = ValuesMerge.merge(values, read(file, name));
            }
        }
        values = ValuesMerge.merge(values, inline());
        for (MappingNode parameter : Fields.mappings(helm, "parameters")) {
            values = set(values, parameter, environment.substituted(parameter.text("value")));
        }
        for (MappingNode parameter : Fields.mappings(helm, "fileParameters")) {
            ScalarNode path = parameter.scalar("path");
            if (path != null) {
                for (ReferencedFiles.Found file : files.find(path, environment.substituted(path.text()), false)) {
                    String text = new String(file.content(), StandardCharsets.UTF_8);
                    values = text(values, parameter, text);
                }
            }
        }
        return values;
    }

    private static MappingNode read(ReferencedFiles.Found file, ScalarNode asker) throws RenderFailure {
        return mapping(READER.read(file.file(), file.content()), asker.origin());
    }

    private MappingNode inline() throws RenderFailure {
        MappingNode object = helm.mapping("valuesObject");
        if (object != null) {
            return object;
        }
        ScalarNode text = helm.scalar("values");
        return text == null || text.text().isBlank()
                ? MappingNode.empty(helm.origin())
                : mapping(READER.readEmbedded(text), text.origin());
    }

    private static MappingNode mapping(YamlDocuments yaml, Origin asker) throws RenderFailure {
        for (Finding finding : yaml.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new RenderFailure(finding);
            }
        }
        if (yaml.documents().isEmpty()) {
            return MappingNode.empty(asker);
        }
        if (yaml.documents().get(0) instanceof MappingNode mapping) {
            return mapping;
        }
        throw new RenderFailure(Finding.error(
                "argocd/values",
                "Values are a mapping of names to values.",
                yaml.documents().get(0).origin()));
    }

    private static MappingNode set(MappingNode values, MappingNode parameter, String value) throws RenderFailure {
        if (Fields.isTrue(parameter, "forceString")) {
            return text(values, parameter, value);
        }
        boolean list = value.startsWith("{") && value.endsWith("}");
        String escaped = list ? value : value.replaceAll("(?<!\\\\),", "\\\\,");
        return set(values, parameter, escaped, Fields.origin(parameter, "value"));
    }

    private static MappingNode text(MappingNode values, MappingNode parameter, String value) throws RenderFailure {
        // between quotes it stays a text, whatever it looks like
        String escaped = value.replace("\\", "\\\\").replace(",", "\\,");
        return set(values, parameter, "\"" + escaped + "\"", Fields.origin(parameter, "value"));
    }

    private static MappingNode set(MappingNode values, MappingNode parameter, String value, Origin origin)
            throws RenderFailure {
        try {
            return ValuesPath.set(values, parameter.text("name"), value, origin);
        } catch (ValuesPathException e) {
            throw new RenderFailure(Finding.error(
                    "argocd/parameter",
                    "Helm cannot set `%s`: %s.".formatted(parameter.text("name"), e.getMessage()),
                    Fields.origin(parameter, "name")));
        }
    }
}
