package io.github.ksailbot.engine.kustomize.plugin;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.generate.Generator;
import io.github.ksailbot.engine.kustomize.generate.GeneratorArgs;
import io.github.ksailbot.engine.kustomize.generate.GeneratorOptions;
import io.github.ksailbot.engine.kustomize.load.HelmChart;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** kustomize's own generators, configured by a resource instead of a field of the kustomization. */
final class BuiltinGenerators {
    private final PluginContext context;
    private final Resource config;
    private final TypedMapping fields;

    BuiltinGenerators(PluginContext context, Resource config) {
        this.context = context;
        this.config = config;
        this.fields = TypedMapping.lenient(config.root(), "", context.findings());
    }

    /** Empty when there is no generator of the configuration's kind. */
    Optional<Resource> generate() throws BuildException {
        return switch (config.kind()) {
            case "ConfigMapGenerator" -> Optional.of(data(Generator.Kind.CONFIG_MAP));
            case "SecretGenerator" -> Optional.of(data(Generator.Kind.SECRET));
            case "IAMPolicyGenerator" -> Optional.of(serviceAccount());
            case "HelmChartInflationGenerator" ->
                throw new BuildException(HelmChart.read(fields, null).refusal());
            default -> Optional.empty();
        };
    }

    private Resource data(Generator.Kind kind) throws BuildException {
        GeneratorArgs args = GeneratorArgs.readPlugin(fields, kind == Generator.Kind.SECRET);
        TypedMapping metadata = fields.mapping("metadata");
        if (metadata != null) {
            args = args.named(
                    args.name() == null ? metadata.string("name") : args.name(),
                    args.namespace() == null ? metadata.string("namespace") : args.namespace());
        }
        return new Generator(kind, args, GeneratorOptions.NONE, context.files()).generate(context.work());
    }

    /** A service account that is bound to one of Google Cloud. */
    private Resource serviceAccount() throws BuildException {
        if (!fields.text("cloud").equals("gke")) {
            throw BuildException.of(
                            "kustomize/plugin-config",
                            "An IAMPolicyGenerator knows the cloud `gke` only.",
                            fields.originOf("cloud") == null ? config.origin() : fields.originOf("cloud"))
                    .withFix("Write `cloud: gke`, or commit the service account itself.");
        }
        TypedMapping kubernetes = fields.mapping("kubernetesService");
        TypedMapping google = fields.mapping("serviceAccount");
        if (kubernetes == null || google == null) {
            throw BuildException.of(
                            "kustomize/plugin-config",
                            "An IAMPolicyGenerator needs `kubernetesService` and `serviceAccount`.",
                            config.origin())
                    .withFix("Add the one that is missing.");
        }
        Origin author = config.origin().as(Writer.GENERATOR, null);
        String account = google.text("name") + "@" + google.text("projectId") + ".iam.gserviceaccount.com";
        List<Entry> metadata = new ArrayList<>();
        metadata.add(entry(
                "annotations",
                MappingNode.empty(author)
                        .with(
                                "iam.gke.io/gcp-service-account",
                                ScalarNode.string(
                                        account,
                                        text(google.string("name"), author).origin()))));
        metadata.add(entry("name", text(kubernetes.string("name"), author)));
        ScalarNode namespace = kubernetes.string("namespace");
        if (namespace != null && !namespace.text().isEmpty()) {
            metadata.add(entry("namespace", text(namespace, author)));
        }
        return Resource.of(MappingNode.of(
                List.of(
                        entry("apiVersion", ScalarNode.string("v1", author)),
                        entry("kind", ScalarNode.string("ServiceAccount", author)),
                        entry("metadata", MappingNode.of(metadata, author))),
                author));
    }

    private static ScalarNode text(@Nullable ScalarNode asked, Origin author) {
        return asked == null
                ? ScalarNode.string("", author)
                : ScalarNode.string(asked.text(), asked.origin().as(Writer.GENERATOR, null));
    }

    private static Entry entry(String key, Node value) {
        return new Entry(ScalarNode.string(key, value.origin()), value);
    }
}
