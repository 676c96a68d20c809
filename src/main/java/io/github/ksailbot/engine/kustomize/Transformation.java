package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
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
            state = noted(patch(state, patches -> patches.json6902(entry, "patch")), "PatchJson6902Transformer");
        }
        for (Replica replica : kustomization.replicas()) {
            state = step(
                    state,
                    "ReplicaCountTransformer",
                    () -> new ReplicaCountTransformer(replica, config.specs(Section.REPLICAS)));
        }
        for (Image image : kustomization.images()) {
            state = step(state, "ImageTagTransformer", () -> new ImageTransformer(image, config.specs(Section.IMAGES)));
        }
        return replacements(state);
    }

    private Accumulation replacements(Accumulation start) {
        if (kustomization.replacements().isEmpty()) {
            return start;
        }
        Accumulation state = start;
        ReplacementReader reader = new ReplacementReader(session.files(loader), session.findings());
        for (TypedMapping entry : kustomization.replacements()) {
            for (Replacement replacement : reader.read(entry)) {
                state = session.step(state, current -> current.with(replacement.apply(current.resources())));
            }
        }
        return noted(state, "ReplacementTransformer");
    }

    private Accumulation patches(Accumulation start) {
        Accumulation state = start;
        for (ScalarNode entry : kustomization.patchesStrategicMerge()) {
            state = patch(state, patches -> patches.strategicMerge(entry));
        }
        if (!kustomization.patchesStrategicMerge().isEmpty()) {
            state = noted(state, "PatchStrategicMergeTransformer");
        }
        for (TypedMapping entry : kustomization.patches()) {
            state = noted(patch(state, patches -> patches.patch(entry)), "PatchTransformer");
        }
        return state;
    }

    private Accumulation patch(Accumulation start, Function<PatchReader, List<Patch>> reading) {
        Accumulation state = start;
        PatchReader reader = new PatchReader(session.files(loader), session.mergeKeys(), session.findings());
        for (Patch patch : reading.apply(reader)) {
            state = session.step(state, current -> {
                Consumer<Finding> findings = finding -> session.findings().accept(finding, current.isComplete());
                return current.with(patch.apply(current.resources(), findings));
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
                    "NamespaceTransformer",
                    () -> new NamespaceTransformer(namespace, fields, false, SubjectMode.DEFAULT_ONLY));
        }
        ScalarNode prefix = kustomization.namePrefix();
        if (prefix != null && !prefix.text().isEmpty()) {
            state = step(
                    state,
                    weight(prefix),
                    "PrefixTransformer",
                    () -> NameTransformer.prefix(prefix, config.specs(Section.NAME_PREFIX)));
        }
        ScalarNode suffix = kustomization.nameSuffix();
        if (suffix != null && !suffix.text().isEmpty()) {
            state = step(
                    state,
                    weight(suffix),
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
                    weight(label.pairs()),
                    "LabelTransformer",
                    () -> MetadataTransformer.labels(label.pairs(), fields(label, config)));
        }
        if (!kustomization.labels().isEmpty() || !kustomization.commonLabels().isEmpty()) {
            FieldSpecs fields = config.specs(Section.COMMON_LABELS);
            state = step(
                    state,
                    weight(kustomization.commonLabels()),
                    "LabelTransformer",
                    () -> MetadataTransformer.labels(kustomization.commonLabels(), fields));
        }
        if (!kustomization.commonAnnotations().isEmpty()) {
            FieldSpecs fields = config.specs(Section.COMMON_ANNOTATIONS);
            state = step(
                    state,
                    weight(kustomization.commonAnnotations()),
                    "AnnotationsTransformer",
                    () -> MetadataTransformer.annotations(kustomization.commonAnnotations(), fields));
        }
        return state;
    }

    private static FieldSpecs fields(Label label, TransformerConfig config) throws BuildException {
        try {
            FieldSpecs fields = new FieldSpecs(label.fields()).plus(config.specs(Section.LABELS));
            if (label.includeSelectors()) {
                return fields.plus(config.specs(Section.COMMON_LABELS));
            }
            if (label.includeTemplates()) {
                fields = fields.plus(config.specs(Section.TEMPLATE_LABELS));
            }
            return fields.plus(METADATA_LABELS);
        } catch (FieldSpecConflict e) {
            throw BuildException.of(
                    "kustomize/field-spec", "The fields of this label: %s.".formatted(e.getMessage()), label.origin());
        }
    }

    /** Each pair writes a mapping anew, the longer the more pairs there are. */
    private static long weight(Map<String, ScalarNode> pairs) {
        return (long) pairs.size() * (1 + pairs.size() / 64);
    }

    /** No name that a cluster takes is long, but each resource would hold a long one. */
    private static long weight(ScalarNode affix) {
        return 1 + affix.text().length() / 64;
    }

    private Accumulation step(Accumulation state, String plugin, Factory factory) {
        return step(state, 1, plugin, factory);
    }

    private Accumulation step(Accumulation state, long weight, String plugin, Factory factory) {
        return session.step(
                state, weight, current -> noted(current.with(factory.make().apply(current.resources())), plugin));
    }

    private Accumulation noted(Accumulation state, String plugin) {
        return state.with(session.metadata().changedBy(kustomization, plugin, state.resources()));
    }
}
