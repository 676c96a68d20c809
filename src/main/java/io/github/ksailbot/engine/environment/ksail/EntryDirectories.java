package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.ExpandedText;
import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.environment.layout.KustomizationScan;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.kustomize.load.KustomizationFiles;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the directories that a ksail file names: what is delivered, and where rendering starts. */
final class EntryDirectories {
    private static final String DEFAULT_SOURCE = "k8s";
    private static final Pattern NOT_RELATIVE = Pattern.compile("[/~\\\\].*|[A-Za-z]:.*", Pattern.DOTALL);

    private final SourceTree tree;
    private final Variables variables;
    private final KustomizationScan scan;
    private final List<Finding> findings;

    EntryDirectories(SourceTree tree, Variables variables, List<Finding> findings) {
        this.tree = tree;
        this.variables = variables;
        this.scan = new KustomizationScan(tree);
        this.findings = findings;
    }

    /**
     * What is delivered, whether it exists or not; null when it cannot be known, which is a finding.
     *
     * @param from directory of the ksail file
     */
    @Nullable SourcePath source(SourcePath from, Setting setting) {
        String text = expanded(setting);
        if (text == null) {
            return null;
        }
        SourcePath source = resolve(from, text.isEmpty() ? DEFAULT_SOURCE : text, setting);
        if (source == null) {
            return null;
        }
        try {
            Optional<SourceEntry> found = tree.find(source);
            if (found.isEmpty()) {
                missing(
                        setting,
                        sourceIs(setting, text) + ", and the repository has no directory `" + source
                                + "`: nothing would be delivered.",
                        "Create the directory, or name the one that holds the manifests.");
            } else if (found.get().isFile()) {
                notADirectory(setting, source);
            }
        } catch (SourceException e) {
            unreadable(e, setting);
        }
        return source;
    }

    /**
     * Where rendering starts; empty when it cannot be known or is not there, which is a finding.
     *
     * @param source what is delivered
     * @param takesFiles whether its engine applies the files of a directory in which there is no kustomization
     */
    List<SourcePath> entries(SourcePath source, Setting setting, boolean takesFiles) {
        if (!isDirectory(source)) {
            return List.of();
        }
        String text = expanded(setting);
        String path = text == null ? "" : text.replace('\\', '/');
        if (path.isEmpty() || path.equals(".") || path.equals("./")) {
            return startsIn(source, setting, takesFiles);
        }
        SourcePath entry = resolve(source, path, setting);
        if (entry == null) {
            return List.of();
        }
        if (!entry.isWithin(source)) {
            findings.add(Finding.error(
                            "environment/path-escapes",
                            "`" + setting.field() + "` leads out of `" + source
                                    + "`, the directory that is delivered: the cluster would not get `" + entry + "`.",
                            setting.origin())
                    .atField(setting.field())
                    .withFix("Name a directory below `" + source + "`."));
        }
        try {
            return at(entry, source, text, setting);
        } catch (SourceException e) {
            unreadable(e, setting);
            return List.of();
        }
    }

    private List<SourcePath> at(SourcePath entry, SourcePath source, @Nullable String text, Setting setting)
            throws SourceException {
        Optional<SourceEntry> found = tree.find(entry);
        if (found.isEmpty()) {
            missing(
                    setting,
                    "`" + setting.field() + "` is `" + text + "`, and the repository has no directory `" + entry + "`.",
                    "Create `" + entry + "/kustomization.yaml`, or correct the path, which is relative to `" + source
                            + "`.");
            return List.of();
        }
        if (found.get().isFile()) {
            notADirectory(setting, entry);
            return KustomizationFiles.isFileName(entry.name()) ? List.of(entry.parent()) : List.of();
        }
        return List.of(entry);
    }

    private static String sourceIs(Setting setting, String text) {
        return setting.value() == null
                ? "`" + setting.field() + "` is not set, so that KSail delivers `" + DEFAULT_SOURCE + "`"
                : "`" + setting.field() + "` is `" + text + "`";
    }

    /** Without an entry of its own, a source directory is entered at its top or, where that is none, at every root. */
    private List<SourcePath> startsIn(SourcePath source, Setting setting, boolean takesFiles) {
        try {
            if (scan.isKustomization(source)) {
                return List.of(source);
            }
            List<SourcePath> roots = KustomizationScan.roots(scan.below(source));
            return roots.isEmpty() && takesFiles ? List.of(source) : roots;
        } catch (SourceException e) {
            unreadable(e, setting);
            return List.of();
        }
    }

    /** Null when a variable in it has no value. */
    private @Nullable String expanded(Setting setting) {
        ExpandedText expansion = variables.expand(setting.text());
        if (expansion.unresolved().isEmpty()) {
            return expansion.text();
        }
        String name = expansion.unresolved().get(0);
        findings.add(Finding.error(
                        "ksail/unresolved-variable",
                        "`" + setting.field() + "` needs the variable `" + name
                                + "`, which has no value here and no default: the directory cannot be known.",
                        setting.origin())
                .atField(setting.field())
                .withFix("Give it a default, `${" + name
                        + ":-…}`, or ask the operator of this bot to allow and set the variable."));
        return null;
    }

    /** Whether a path begins at a root, a drive or a home directory. */
    static boolean isNotRelative(String path) {
        return NOT_RELATIVE.matcher(path).matches();
    }

    private @Nullable SourcePath resolve(SourcePath from, String text, Setting setting) {
        try {
            if (isNotRelative(text)) {
                throw new SourceException(
                        SourceException.Reason.ESCAPES, from, "`" + text + "` is not a relative path");
            }
            return from.resolve(text);
        } catch (SourceException e) {
            findings.add(Finding.error(
                            "environment/path-escapes",
                            "`" + setting.field() + "`: " + e.getMessage() + ".",
                            setting.origin())
                    .atField(setting.field())
                    .withFix("Write a path inside the repository, relative and with `/` between its parts."));
            return null;
        }
    }

    private boolean isDirectory(SourcePath path) {
        try {
            return tree.find(path).filter(SourceEntry::isDirectory).isPresent();
        } catch (SourceException e) {
            // Said where the source directory was looked for.
            return false;
        }
    }

    private void missing(Setting setting, String message, String fix) {
        findings.add(Finding.error("environment/missing-directory", message, setting.origin())
                .atField(setting.field())
                .withFix(fix));
    }

    private void unreadable(SourceException e, Setting setting) {
        findings.add(Finding.error(
                        e.reason() == SourceException.Reason.ESCAPES
                                ? "environment/path-escapes"
                                : "environment/unreadable",
                        "`" + setting.field() + "`: " + e.getMessage() + ".",
                        setting.origin())
                .atField(setting.field()));
    }

    private void notADirectory(Setting setting, SourcePath file) {
        findings.add(Finding.error(
                        "environment/not-a-directory",
                        "`" + setting.field() + "` names the file `" + file + "`, and KSail wants a" + " directory.",
                        setting.origin())
                .atField(setting.field())
                .withFix("Name the directory that holds it."));
    }
}
