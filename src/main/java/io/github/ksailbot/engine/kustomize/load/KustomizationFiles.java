package io.github.ksailbot.engine.kustomize.load;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds and reads the kustomization file of a directory. */
public final class KustomizationFiles {
    /** The names that kustomize knows. */
    public static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private KustomizationFiles() {}

    /** Whether a file of this name makes a kustomization of its directory. */
    public static boolean isFileName(String name) {
        return NAMES.contains(name);
    }

    /**
     * Reads the kustomization of a loader's directory.
     *
     * @param asker the line that names the directory; null where the build begins
     * @param findings what is wrong with the file, however much of it could be read
     * @param work takes what reading costs
     * @throws BuildException when there is no file, more than one, or none that can be read
     */
    public static Kustomization read(Loader loader, @Nullable Origin asker, Consumer<Finding> findings, Work work)
            throws BuildException {
        return read(content(loader, asker, findings, work), findings);
    }

    /** Reads the content of a kustomization file, wherever it came from. */
    public static Kustomization read(Content content, Consumer<Finding> findings) {
        return new KustomizationReader(content.root(), findings).read(content.file());
    }

    /**
     * What a kustomization file says.
     *
     * @param file where it is, or would be
     * @param root its fields
     */
    public record Content(SourcePath file, MappingNode root) {}

    /** Whether a directory has a kustomization file, however many and whatever is in it. */
    public static boolean isIn(SourceTree tree, SourcePath directory) throws SourceException {
        for (String name : NAMES) {
            Optional<SourceEntry> entry = tree.find(directory.child(name));
            if (entry.isPresent() && entry.get().isFile()) {
                return true;
            }
        }
        return false;
    }

    /** The content of the kustomization file of a directory, as {@link #read} reads it. */
    public static Content content(SourceTree tree, SourcePath directory, Consumer<Finding> findings, Work work)
            throws BuildException {
        return content(Loader.at(tree, directory, false), null, findings, work);
    }

    private static Content content(Loader loader, @Nullable Origin asker, Consumer<Finding> findings, Work work)
            throws BuildException {
        SourcePath file = find(loader, asker);
        byte[] bytes = bytes(loader, file, asker);
        work.addFile(bytes.length);
        YamlDocuments documents = work.read(YamlDialect.KUBERNETES, loader.file(file), bytes);
        boolean broken = false;
        for (Finding written : documents.findings()) {
            Finding finding = lenient(written);
            findings.accept(finding);
            broken |= finding.severity() == Severity.ERROR;
        }
        if (documents.documents().isEmpty()) {
            if (broken) {
                throw new BuildException(documents.findings().get(0));
            }
            throw new BuildException(emptyFile(Origin.of(loader.file(file), 1, 1)));
        }
        if (!(documents.documents().get(0) instanceof MappingNode root)) {
            throw BuildException.of(
                    "kustomize/wrong-type",
                    "A kustomization file must be a mapping of fields.",
                    documents.documents().get(0).origin());
        }
        return new Content(file, root);
    }

    /** A key that is written twice is accepted in this file; the last one counts. */
    private static Finding lenient(Finding finding) {
        return finding.rule().value().equals("yaml/duplicate-key") ? finding.withSeverity(Severity.WARNING) : finding;
    }

    static Finding emptyFile(Origin origin) {
        return Finding.error("kustomize/empty", "The kustomization file is empty, which kustomize refuses.", origin)
                .withFix("List something under `resources`, or remove the file.");
    }

    private static byte[] bytes(Loader loader, SourcePath file, @Nullable Origin asker) throws BuildException {
        try {
            return loader.tree().read(file);
        } catch (SourceException e) {
            Origin where = asker == null ? Origin.of(loader.file(file), 1, 1) : asker;
            throw LoadErrors.of("`%s`".formatted(file), e, where);
        }
    }

    private static SourcePath find(Loader loader, @Nullable Origin asker) throws BuildException {
        SourceTree tree = loader.tree();
        SourcePath directory = loader.root();
        List<SourcePath> found = new ArrayList<>();
        for (String name : NAMES) {
            SourcePath path = directory.child(name);
            try {
                Optional<SourceEntry> entry = tree.find(path);
                if (entry.isPresent() && entry.get().isFile()) {
                    found.add(path);
                }
            } catch (SourceException e) {
                throw LoadErrors.of("`%s`".formatted(path), e, asker);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        Origin where = asker != null
                ? asker
                : Origin.of(loader.file(found.isEmpty() ? directory.child(NAMES.get(0)) : found.get(1)), 1, 1);
        if (found.isEmpty()) {
            throw BuildException.of(
                            "kustomize/no-kustomization",
                            "The directory `%s` has no kustomization file (%s)."
                                    .formatted(directory, String.join(", ", NAMES)),
                            where)
                    .withFix("Add one, or name files instead of the directory.");
        }
        throw BuildException.of(
                        "kustomize/several-kustomizations",
                        "The directory `%s` has more than one kustomization file: `%s` and `%s`."
                                .formatted(
                                        directory,
                                        found.get(0).name(),
                                        found.get(1).name()),
                        where)
                .withFix("Keep one of them.");
    }
}
