package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.source.BoundedReads;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the ksail files of a repository: those in its root or, when there is none, those in the directories below that
 * hold some. KSail itself looks in the working directory and upwards, so both are what its user sees in one of them.
 */
public final class KsailFiles {
    /** Directories below the root that are looked into. */
    static final int MAX_DEPTH = 3;

    /** Directories that are looked into at all; more are no repository of manifests. */
    static final int MAX_DIRECTORIES = 5_000;

    /** Of files that may be ksail files, outside of the root. */
    static final long MAX_BYTES = 64L << 20;

    /** Ksail files that are read; nobody runs more clusters from one repository. */
    public static final int MAX_FILES = 100;

    private static final Set<String> FOREIGN = Set.of("node_modules", "vendor", "testdata");
    private static final String RESERVED = "base";

    private final SourceTree tree;
    private final BoundedReads reads;
    private final List<Finding> findings;

    public KsailFiles(SourceTree tree, List<Finding> findings) {
        this.tree = tree;
        this.reads = new BoundedReads(tree, MAX_BYTES);
        this.findings = findings;
    }

    /** By path; those that can be no environment because of their name are findings and not among them. */
    public List<KsailFile> find() throws SourceException {
        List<KsailFile> inRoot = in(SourcePath.ROOT, tree.names(SourcePath.ROOT), false);
        List<KsailFile> files = inRoot.isEmpty() ? below() : inRoot;
        if (files.size() > MAX_FILES) {
            findings.add(Finding.error(
                    "environment/limit",
                    "The repository has " + files.size() + " ksail files; from this one on they are not read, because "
                            + MAX_FILES + " is the limit.",
                    files.get(MAX_FILES).origin()));
            return files.subList(0, MAX_FILES);
        }
        return files;
    }

    private List<KsailFile> below() throws SourceException {
        List<KsailFile> files = new ArrayList<>();
        List<SourcePath> level = List.of(SourcePath.ROOT);
        int looked = 0;
        for (int depth = 1; depth <= MAX_DEPTH; depth++) {
            List<SourcePath> next = new ArrayList<>();
            for (SourcePath directory : level) {
                for (String name : tree.names(directory)) {
                    SourcePath path = directory.child(name);
                    if (looked < MAX_DIRECTORIES && isOwnDirectory(path)) {
                        looked++;
                        next.add(path);
                        files.addAll(in(path, tree.names(path), true));
                    }
                }
            }
            level = next;
        }
        return files;
    }

    private boolean isOwnDirectory(SourcePath path) throws SourceException {
        String name = path.name();
        if (name.startsWith(".") || FOREIGN.contains(name)) {
            return false;
        }
        try {
            return tree.find(path)
                    .filter(entry -> entry.isDirectory() && entry.path().equals(path))
                    .isPresent();
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return false;
        }
    }

    private List<KsailFile> in(SourcePath directory, List<String> names, boolean onlyIfKsail) throws SourceException {
        List<KsailFile> files = new ArrayList<>();
        for (String name : names) {
            SourcePath path = directory.child(name);
            if (KsailFile.isName(name)) {
                KsailFile file = KsailFile.of(path);
                if ((!onlyIfKsail || saysKsail(path)) && hasUsableName(file)) {
                    files.add(file);
                }
            } else if (!onlyIfKsail && name.startsWith("ksail.") && name.endsWith(".yml")) {
                findings.add(Finding.warning(
                                "environment/file-name",
                                "`" + path + "` declares no environment: KSail looks for the ending `.yaml`.",
                                Origin.of(path.value(), 1, 1))
                        .withFix("Rename it to `" + name.substring(0, name.length() - 3) + "yaml`."));
            }
        }
        return files;
    }

    private boolean hasUsableName(KsailFile file) {
        if (file.suffix().equals(RESERVED)) {
            findings.add(Finding.error(
                            "environment/reserved-name",
                            "`" + file.path() + "` can be no environment: KSail reserves the name `" + RESERVED
                                    + "` for what all overlays share.",
                            file.origin())
                    .withFix("Choose another name, such as `ksail.prod.yaml`."));
            return false;
        }
        if (!file.isBase() && !EnvironmentName.isValid(file.suffix())) {
            findings.add(Finding.warning(
                            "environment/file-name",
                            "`" + file.path() + "` declares no environment: `" + file.suffix()
                                    + "` is no environment name, which is " + EnvironmentName.DESCRIPTION + ".",
                            file.origin())
                    .withFix("Rename it if it is meant to be one."));
            return false;
        }
        return true;
    }

    /** Elsewhere than in the root the name alone says little: it may be a template or a test's input. */
    private boolean saysKsail(SourcePath path) throws SourceException {
        reads.require(path);
        try {
            return new String(reads.read(path), StandardCharsets.UTF_8).contains("ksail.io/");
        } catch (SourceException e) {
            if (e.reason() == SourceException.Reason.UNREADABLE) {
                throw e;
            }
            return false;
        }
    }
}
