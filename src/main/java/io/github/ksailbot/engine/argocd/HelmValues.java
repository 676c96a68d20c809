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
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
        boolean ignoresMissing = helm.isTrue("ignoreMissingValueFiles");
        for (ReferencedFiles.Found file : files.all(Fields.texts(helm, "valueFiles"), environment, ignoresMissing)) {
            values = ValuesMerge.merge(values, mapping(READER.read(file.file(), file.content()), helm.origin()));
        }
        values = ValuesMerge.merge(values, inline());
        List<MappingNode> parameters = helm.mappings("parameters");
        // all texts come after all others, whatever their order
        for (boolean texts : new boolean[] {false, true}) {
            for (MappingNode parameter : parameters) {
                if (parameter.isTrue("forceString") == texts) {
                    String value = escaped(environment.substituted(parameter.text("value")));
                    values = set(
                            values, parameter, value, "value", texts ? ValuesPath.Form.TEXT : ValuesPath.Form.TYPED);
                }
            }
        }
        for (MappingNode parameter : helm.mappings("fileParameters")) {
            ScalarNode path = parameter.scalar("path");
            if (path != null) {
                String text = new String(files.one(path, environment).content(), StandardCharsets.UTF_8);
                values = set(values, parameter, text, "path", ValuesPath.Form.LITERAL);
            }
        }
        return values;
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
            // of a key that is there twice, Helm takes the last one
            if (finding.severity() == Severity.ERROR && !finding.rule().value().equals("yaml/duplicate-key")) {
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

    /** A comma is one, unless braces around all make a list. */
    private static String escaped(String value) {
        boolean list = value.startsWith("{") && value.endsWith("}");
        return list ? value : value.replaceAll("(?<!\\\\),", "\\\\,");
    }

    private static MappingNode set(
            MappingNode values, MappingNode parameter, String value, String field, ValuesPath.Form form)
            throws RenderFailure {
        try {
            return ValuesPath.set(values, parameter.text("name"), value, form, Fields.origin(parameter, field));
        } catch (ValuesPathException e) {
            throw new RenderFailure(Finding.error(
                    "argocd/parameter",
                    "Helm cannot set `%s`: %s.".formatted(parameter.text("name"), e.getMessage()),
                    Fields.origin(parameter, "name")));
        }
    }
}
