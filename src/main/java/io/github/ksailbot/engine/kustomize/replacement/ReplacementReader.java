package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.patch.LabelSelector;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes replacements of what a kustomization says. What is wrong with one is reported, and the others are made. */
public final class ReplacementReader {
    private static final String INVALID = "kustomize/replacement-invalid";
    private static final String DEFAULT_PATH = "metadata.name";

    private final FileLoader files;
    private final Consumer<Finding> findings;
    private final Work work;

    /**
     * @param files for replacements with a path
     * @param findings takes what is wrong with the replacements
     * @param work takes what reading them costs
     */
    public ReplacementReader(FileLoader files, Consumer<Finding> findings, Work work) {
        this.files = files;
        this.findings = findings;
        this.work = work;
    }

    /** One entry of {@code replacements}: itself, or what the file of its path holds. */
    public List<Replacement> read(TypedMapping entry) {
        try {
            ScalarNode path = entry.string("path");
            if (path == null || path.text().isEmpty()) {
                return List.of(replacement(entry));
            }
            boolean inline = entry.has("source") || !entry.mappings("targets").isEmpty();
            entry.finish();
            if (inline) {
                throw BuildException.of(
                                INVALID,
                                "A replacement has both a `path` and a source or targets of its own.",
                                path.origin())
                        .withFix("Remove one of the two.");
            }
            return fromFile(files.load(path));
        } catch (BuildException e) {
            findings.accept(e.finding());
            return List.of();
        }
    }

    private List<Replacement> fromFile(LoadedFile file) throws BuildException {
        YamlDocuments documents = work.read(YamlDialect.KUBERNETES, file.file(), file.content());
        for (Finding finding : documents.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new BuildException(finding);
            }
            findings.accept(finding);
        }
        Node content =
                documents.documents().isEmpty() ? null : documents.documents().get(0);
        List<Replacement> replacements = new ArrayList<>();
        if (content instanceof MappingNode mapping) {
            replacements.add(replacement(new TypedMapping(mapping, "", this::reportFromFile)));
        } else if (content instanceof SequenceNode list) {
            for (int i = 0; i < list.size(); i++) {
                if (!(list.items().get(i) instanceof MappingNode mapping)) {
                    throw BuildException.of(
                            INVALID,
                            "Item " + (i + 1) + " of the file is not a replacement.",
                            list.items().get(i).origin());
                }
                replacements.add(replacement(new TypedMapping(mapping, "[" + i + "]", this::reportFromFile)));
            }
        } else {
            throw BuildException.of(
                            INVALID,
                            "The file holds neither a replacement nor a list of them.",
                            content == null ? Origin.of(file.file(), 1, 1) : content.origin())
                    .withFix("Write `source` and `targets`, or a list of such.");
        }
        return replacements;
    }

    /** Other than in a kustomization, kustomize passes over fields that it does not know in such a file. */
    private void reportFromFile(Finding finding) {
        boolean unknown = finding.rule().value().equals("kustomize/unknown-field");
        findings.accept(
                unknown
                        ? Finding.warning(
                                        finding.rule().value(),
                                        "`" + finding.field()
                                                + "` is not a field of a replacement; kustomize ignores it.",
                                        finding.origin())
                                .atField(finding.field())
                                .withFix(finding.fix())
                        : finding);
    }

    private Replacement replacement(TypedMapping written) throws BuildException {
        TypedMapping source = written.mapping("source");
        List<TypedMapping> targets = written.mappings("targets");
        boolean complete = source != null && written.has("targets");
        written.finish();
        if (!complete || source == null) {
            throw BuildException.of(INVALID, "A replacement needs a `source` and `targets`.", written.origin())
                    .withFix("Add the one that is missing.");
        }
        ReplacementSource from = source(source);
        List<ReplacementTarget> to = new ArrayList<>(targets.size());
        for (TypedMapping target : targets) {
            to.add(target(target));
        }
        return new Replacement(from, to);
    }

    private ReplacementSource source(TypedMapping written) throws BuildException {
        IdSelector selector = IdSelector.read(written);
        ScalarNode path = written.string("fieldPath");
        FieldOptions options = FieldOptions.read(written.mapping("options"));
        written.finish();
        boolean isDefault = path == null || path.text().isEmpty();
        return new ReplacementSource(
                selector,
                isDefault || path == null ? defaultPath(written.origin()) : FieldPath.parse(path, work),
                options,
                written.origin());
    }

    private ReplacementTarget target(TypedMapping written) throws BuildException {
        TypedMapping select = written.mapping("select");
        List<ReplacementTarget.Choice> reject = new ArrayList<>();
        for (TypedMapping choice : written.mappings("reject")) {
            reject.add(choice(choice));
        }
        List<FieldPath> paths = new ArrayList<>();
        for (ScalarNode path : written.strings("fieldPaths")) {
            paths.add(FieldPath.parse(path, work));
        }
        FieldOptions options = FieldOptions.read(written.mapping("options"));
        written.finish();
        if (select == null) {
            throw BuildException.of(
                            INVALID,
                            "A target of a replacement needs a `select` that says which resources.",
                            written.origin())
                    .withFix("Add a `select` with a kind or a name.");
        }
        return new ReplacementTarget(
                choice(select), reject, paths.isEmpty() ? List.of(defaultPath(written.origin())) : paths, options);
    }

    private ReplacementTarget.Choice choice(TypedMapping written) throws BuildException {
        IdSelector ids = IdSelector.read(written);
        LabelSelector annotations = labels(written, "annotationSelector");
        LabelSelector labels = labels(written, "labelSelector");
        written.finish();
        return new ReplacementTarget.Choice(ids, labels, annotations);
    }

    private LabelSelector labels(TypedMapping written, String key) throws BuildException {
        ScalarNode text = written.string(key);
        return text == null ? LabelSelector.EVERYTHING : LabelSelector.parse(text.text(), text.origin(), work);
    }

    private FieldPath defaultPath(Origin origin) throws BuildException {
        return FieldPath.parse(ScalarNode.string(DEFAULT_PATH, origin), work);
    }
}
