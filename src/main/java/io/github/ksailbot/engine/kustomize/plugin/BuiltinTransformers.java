package io.github.ksailbot.engine.kustomize.plugin;

import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfigReader;
import io.github.ksailbot.engine.kustomize.generate.HashTransformer;
import io.github.ksailbot.engine.kustomize.patch.Patch;
import io.github.ksailbot.engine.kustomize.patch.PatchReader;
import io.github.ksailbot.engine.kustomize.replacement.ReplacementReader;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.Transformer;
import io.github.ksailbot.engine.kustomize.transform.Image;
import io.github.ksailbot.engine.kustomize.transform.ImageTransformer;
import io.github.ksailbot.engine.kustomize.transform.MetadataTransformer;
import io.github.ksailbot.engine.kustomize.transform.NameTransformer;
import io.github.ksailbot.engine.kustomize.transform.NamespaceTransformer;
import io.github.ksailbot.engine.kustomize.transform.Replica;
import io.github.ksailbot.engine.kustomize.transform.ReplicaCountTransformer;
import io.github.ksailbot.engine.kustomize.transform.SubjectMode;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** kustomize's own transformers, configured by a resource instead of a field of the kustomization. */
final class BuiltinTransformers {
    private final PluginContext context;
    private final Resource config;
    private final TypedMapping fields;

    BuiltinTransformers(PluginContext context, Resource config) {
        this.context = context;
        this.config = config;
        this.fields = TypedMapping.lenient(config.root(), "", context.findings());
    }

    /** Empty when there is no transformer of the configuration's kind. */
    Optional<List<Transformer>> make() throws BuildException {
        return Optional.ofNullable(
                switch (config.kind()) {
                    case "AnnotationsTransformer" ->
                        List.<Transformer>of(MetadataTransformer.annotations(fields.stringMap("annotations"), specs()));
                    case "HashTransformer" -> List.<Transformer>of(new HashTransformer());
                    case "ImageTagTransformer" -> List.<Transformer>of(image());
                    case "LabelTransformer" ->
                        List.<Transformer>of(MetadataTransformer.labels(fields.stringMap("labels"), specs()));
                    case "NamespaceTransformer" -> List.<Transformer>of(namespace());
                    case "PatchJson6902Transformer" -> patches(patches().json6902(open(), "jsonOp"));
                    case "PatchStrategicMergeTransformer" -> patches(strategicMerge());
                    case "PatchTransformer" -> patches(patches().patch(open()));
                    case "PrefixTransformer" ->
                        List.<Transformer>of(NameTransformer.prefix(affix("prefix"), givenSpecs()));
                    case "SuffixTransformer" ->
                        List.<Transformer>of(NameTransformer.suffix(affix("suffix"), givenSpecs()));
                    case "PrefixSuffixTransformer" ->
                        List.<Transformer>of(
                                NameTransformer.prefix(affix("prefix"), specs()),
                                NameTransformer.suffix(affix("suffix"), specs()));
                    case "ReplacementTransformer" -> replacements();
                    case "ReplicaCountTransformer" ->
                        List.<Transformer>of(new ReplicaCountTransformer(Replica.read(part("replica")), specs()));
                    case "ValueAddTransformer" -> List.<Transformer>of(new ValueAddReader(context).read(fields));
                    default -> null;
                });
    }

    private ImageTransformer image() throws BuildException {
        ImageTransformer transformer = new ImageTransformer(specs());
        transformer.add(Image.read(part("imageTag")), context.work());
        return transformer;
    }

    private FieldSpecs specs() {
        return new FieldSpecs(TransformerConfigReader.list(fields.mappings("fieldSpecs")));
    }

    /** For transformers that kustomize refuses without a list, be it an empty one. */
    private FieldSpecs givenSpecs() throws BuildException {
        if (!(config.root().get("fieldSpecs") instanceof SequenceNode)) {
            throw BuildException.of(
                            "kustomize/plugin-config",
                            "A %s has to say in `fieldSpecs` which fields it changes.".formatted(config.kind()),
                            config.origin())
                    .withFix("Add `fieldSpecs: [{path: metadata/name}]`.");
        }
        return specs();
    }

    private ScalarNode affix(String key) {
        ScalarNode affix = fields.string(key);
        return affix == null ? ScalarNode.string("", config.origin()) : affix;
    }

    private TypedMapping part(String key) {
        @Nullable TypedMapping part = fields.mapping(key);
        return part == null ? TypedMapping.lenient(MappingNode.empty(config.origin()), key, context.findings()) : part;
    }

    private NamespaceTransformer namespace() throws BuildException {
        TypedMapping metadata = fields.mapping("metadata");
        ScalarNode namespace = metadata == null ? null : metadata.string("namespace");
        String word = fields.text("setRoleBindingSubjects");
        SubjectMode mode = SubjectMode.parse(word)
                .orElseThrow(() -> BuildException.of(
                        "kustomize/wrong-type",
                        "`setRoleBindingSubjects` is `defaultOnly`, `allServiceAccounts` or `none`, not `%s`."
                                .formatted(word),
                        fields.originOf("setRoleBindingSubjects")));
        return new NamespaceTransformer(
                namespace == null ? ScalarNode.string("", config.origin()) : namespace,
                specs(),
                fields.flag("unsetOnly"),
                mode);
    }

    private List<Transformer> replacements() {
        ReplacementReader reader = new ReplacementReader(context.files(), context.findings(), context.work());
        List<Transformer> transformers = new ArrayList<>();
        for (TypedMapping entry : fields.mappings("replacements")) {
            reader.read(entry).forEach(replacement -> transformers.add(replacement::apply));
        }
        return transformers;
    }

    private PatchReader patches() {
        return new PatchReader(context.files(), context.keys(), context.findings(), context.work());
    }

    private List<Patch> strategicMerge() {
        List<Patch> patches = new ArrayList<>();
        for (ScalarNode path : fields.strings("paths")) {
            patches.addAll(patches().strategicMerge(path));
        }
        ScalarNode text = fields.string("patches");
        if (text != null && !text.text().isEmpty()) {
            patches.addAll(patches().strategicMergeText(text));
        }
        return patches;
    }

    /** The configuration without the fields that make a resource of it, for readers that refuse others. */
    private TypedMapping open() {
        MappingNode bare = config.root().without("apiVersion").without("kind").without("metadata");
        return TypedMapping.lenient(bare, "", context.findings());
    }

    private List<Transformer> patches(List<Patch> patches) {
        return patches.stream()
                .map(patch -> (Transformer) (resources, work) -> patch.apply(resources, context.findings(), work))
                .toList();
    }
}
