package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpec;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecConflict;
import io.github.ksailbot.engine.kustomize.fieldspec.FieldSpecs;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig;
import io.github.ksailbot.engine.kustomize.fieldspec.TransformerConfig.Section;
import io.github.ksailbot.engine.kustomize.load.Kustomization;
import io.github.ksailbot.engine.kustomize.load.Label;
import io.github.ksailbot.engine.kustomize.load.Loader;
import io.github.ksailbot.engine.kustomize.patch.Patch;
import io.github.ksailbot.engine.kustomize.patch.PatchReader;
import io.github.ksailbot.engine.kustomize.replacement.Replacement;
import io.github.ksailbot.engine.kustomize.replacement.ReplacementReader;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
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
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The transformers of one kustomization's own fields, in kustomize's order. */
final class Transformation {
    private static final FieldSpec METADATA_LABELS = FieldSpec.of("metadata/labels", true);

    /** Makes a transformer when its turn has come. */
    @FunctionalInterface
    private interface Factory {
        Transformer make() throws BuildException;
    }

    private final BuildSession session;
    private final Loader loader;
    private final Kustomization kustomization;

    Transformation(BuildSession session, Loader loader, Kustomization kustomization) {
        this.session = session;
        this.loader = loader;
        this.kustomization = kustomization;
    }

    Accumulation apply(Accumulation start) {
        TransformerConfig config = start.config();
        Accumulation state = start;
        state = patches(state);
        state = names(state, config);
        state = metadata(state, config);
        for (TypedMapping entry : kustomization.patchesJson6902()) {
            state = patch(state, "patchesJson6902", entry.origin(), patches -> patches.json6902(entry, "patch"));
            state = noted(state, "PatchJson6902Transformer", 1);
        }
        for (Replica replica : kustomization.replicas()) {
            state = step(
                    state,
                    "replicas",
                    replica.origin(),
                    "ReplicaCountTransformer",
                    () -> new ReplicaCountTransformer(replica, config.specs(Section.REPLICAS)));
        }
        return replacements(images(state, config));
    }

    private Accumulation images(Accumulation start, TransformerConfig config) {
        if (kustomization.images().isEmpty()) {
            return start;
        }
        Accumulation state = start;
        ImageTransformer transformer = new ImageTransformer(config.specs(Section.IMAGES));
        for (Image image : kustomization.images()) {
            state = session.step(state, "images", image.origin(), current -> {
                transformer.add(image, session.work());
                return current;
            });
        }
        Origin origin = kustomization.images().get(0).origin();
        state = session.step(
                state,
                "images",
                origin,
                current -> current.with(transformer.apply(current.resources(), session.work())));
        return noted(state, "ImageTagTransformer", kustomization.images().size());
    }

    private Accumulation replacements(Accumulation start) {
        if (kustomization.replacements().isEmpty()) {
            return start;
        }
        Accumulation state = start;
        ReplacementReader reader = new ReplacementReader(session.files(loader), session.findings(), session.work());
        for (TypedMapping entry : kustomization.replacements()) {
            List<Replacement> replacements = new ArrayList<>();
            state = session.step(state, "replacements", entry.origin(), current -> {
                replacements.addAll(reader.read(entry));
                return current;
            });
            for (Replacement replacement : replacements) {
                state = session.step(
                        state,
                        "replacements",
                        entry.origin(),
                        current -> current.with(replacement.apply(current.resources(), session.work())));
            }
        }
        return noted(state, "ReplacementTransformer", 1);
    }

    private Accumulation patches(Accumulation start) {
        Accumulation state = start;
        for (ScalarNode entry : kustomization.patchesStrategicMerge()) {
            state = patch(state, "patchesStrategicMerge", entry.origin(), patches -> patches.strategicMerge(entry));
        }
        if (!kustomization.patchesStrategicMerge().isEmpty()) {
            state = noted(state, "PatchStrategicMergeTransformer", 1);
        }
        for (TypedMapping entry : kustomization.patches()) {
            state = patch(state, "patches", entry.origin(), patches -> patches.patch(entry));
            state = noted(state, "PatchTransformer", 1);
        }
        return state;
    }

    private Accumulation patch(
            Accumulation start, String field, Origin origin, Function<PatchReader, List<Patch>> reading) {
        PatchReader reader =
                new PatchReader(session.files(loader), session.mergeKeys(), session.findings(), session.work());
        List<Patch> patches = new ArrayList<>();
        Accumulation state = session.step(start, field, origin, current -> {
            patches.addAll(reading.apply(reader));
            return current;
        });
        for (Patch patch : patches) {
            state = session.step(state, field, origin, current -> {
                Consumer<Finding> findings = finding -> session.findings().accept(finding, current.isComplete());
                return current.with(patch.apply(current.resources(), findings, session.work()));
            });
        }
        return state;
    }

    private Accumulation names(Accumulation start, TransformerConfig config) {
        Accumulation state = start;
        ScalarNode namespace = kustomization.namespace();
        if (namespace != null) {
            FieldSpecs fields = config.specs(Section.NAMESPACE);
            state = step(
                    state,
                    "namespace",
                    namespace.origin(),
                    "NamespaceTransformer",
                    () -> new NamespaceTransformer(namespace, fields, false, SubjectMode.DEFAULT_ONLY));
        }
        ScalarNode prefix = kustomization.namePrefix();
        if (prefix != null && !prefix.text().isEmpty()) {
            state = step(
                    state,
                    "namePrefix",
                    prefix.origin(),
                    "PrefixTransformer",
                    () -> NameTransformer.prefix(prefix, config.specs(Section.NAME_PREFIX)));
        }
        ScalarNode suffix = kustomization.nameSuffix();
        if (suffix != null && !suffix.text().isEmpty()) {
            state = step(
                    state,
                    "nameSuffix",
                    suffix.origin(),
                    "SuffixTransformer",
                    () -> NameTransformer.suffix(suffix, config.specs(Section.NAME_SUFFIX)));
        }
        return state;
    }

    private Accumulation metadata(Accumulation start, TransformerConfig config) {
        Accumulation state = start;
        for (Label label : kustomization.labels()) {
            state = step(
                    state,
                    "labels",
                    label.origin(),
                    "LabelTransformer",
                    () -> MetadataTransformer.labels(label.pairs(), fields(label, config)));
        }
        if (!kustomization.labels().isEmpty() || !kustomization.commonLabels().isEmpty()) {
            FieldSpecs fields = config.specs(Section.COMMON_LABELS);
            state = step(
                    state,
                    "commonLabels",
                    origin(kustomization.commonLabels()),
                    "LabelTransformer",
                    () -> MetadataTransformer.labels(kustomization.commonLabels(), fields));
        }
        if (!kustomization.commonAnnotations().isEmpty()) {
            FieldSpecs fields = config.specs(Section.COMMON_ANNOTATIONS);
            state = step(
                    state,
                    "commonAnnotations",
                    origin(kustomization.commonAnnotations()),
                    "AnnotationsTransformer",
                    () -> MetadataTransformer.annotations(kustomization.commonAnnotations(), fields));
        }
        return state;
    }

    private Origin origin(Map<String, ScalarNode> pairs) {
        return pairs.values().stream().findFirst().map(ScalarNode::origin).orElse(kustomization.origin());
    }

    private FieldSpecs fields(Label label, TransformerConfig config) throws BuildException {
        try {
            FieldSpecs fields = new FieldSpecs(label.fields()).plus(config.specs(Section.LABELS), session.work());
            if (label.includeSelectors()) {
                return fields.plus(config.specs(Section.COMMON_LABELS), session.work());
            }
            if (label.includeTemplates()) {
                fields = fields.plus(config.specs(Section.TEMPLATE_LABELS), session.work());
            }
            return fields.plus(new FieldSpecs(List.of(METADATA_LABELS)), session.work());
        } catch (FieldSpecConflict e) {
            throw BuildException.of(
                    "kustomize/field-spec", "The fields of this label: %s.".formatted(e.getMessage()), label.origin());
        }
    }

    private Accumulation step(Accumulation state, String field, Origin origin, String plugin, Factory factory) {
        return session.step(
                state,
                field,
                origin,
                current -> noted(current.with(factory.make().apply(current.resources(), session.work())), plugin));
    }

    /** As many notes as kustomize has transformers for the field. */
    private Accumulation noted(Accumulation start, String plugin, int times) {
        if (!session.metadata().notes()) {
            return start;
        }
        return session.step(start, "buildMetadata", kustomization.origin(), current -> {
            Accumulation state = current;
            for (int i = 0; i < times; i++) {
                state = noted(state, plugin);
            }
            return state;
        });
    }

    private Accumulation noted(Accumulation state, String plugin) {
        return state.with(session.metadata().changedBy(kustomization, plugin, state.resources(), session.work()));
    }
}
