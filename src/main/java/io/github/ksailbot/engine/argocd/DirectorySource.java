package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A directory of plain manifests, as the repo-server collects them. Jsonnet in it is named and not rendered. */
final class DirectorySource {
    private static final Pattern FILE = Pattern.compile("(?s).*\\.(yaml|yml|json|jsonnet)");
    private static final String SKIPPED = "+argocd:skip-file-rendering";
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);
    private static final int MAX_FILES = 20_000;

    private final SourceTree tree;
    private final SourcePath root;
    private final boolean recurses;
    private final @Nullable Glob include;
    private final @Nullable Glob exclude;
    private final Consumer<Finding> findings;
    private final List<Manifest> manifests = new ArrayList<>();
    private int files;

    DirectorySource(SourceTree tree, SourcePath root, MappingNode options, Consumer<Finding> findings)
            throws RenderFailure {
        this.tree = tree;
        this.root = root;
        this.recurses = Fields.isTrue(options, "recurse");
        this.include = glob(options, "include");
        this.exclude = glob(options, "exclude");
        this.findings = findings;
    }

    private static @Nullable Glob glob(MappingNode options, String field) throws RenderFailure {
        if (options.text(field).isEmpty()) {
            return null;
        }
        try {
            return Glob.parse(options.text(field), GlobSyntax.ARGO_CD);
        } catch (GlobException e) {
            throw new RenderFailure(Finding.error(
                    "argocd/pattern",
                    "`%s` is no pattern: %s.".formatted(options.text(field), e.getMessage()),
                    Fields.origin(options, field)));
        }
    }

    /** In the order of their paths. */
    List<Manifest> manifests() throws SourceException {
        visit(root, "");
        return manifests;
    }

    private void visit(SourcePath directory, String prefix) throws SourceException {
        for (String name : tree.names(directory)) {
            Optional<SourceEntry> entry = tree.find(directory.child(name));
            if (entry.isEmpty()) {
                continue;
            }
            String relative = prefix + name;
            SourcePath path = entry.get().path();
            if (entry.get().isDirectory()) {
                // a link to a directory is a file to the repo-server, and no manifest
                if (recurses && path.equals(directory.child(name))) {
                    visit(path, relative + "/");
                }
            } else if (FILE.matcher(name).matches()
                    && (exclude == null || !exclude.matches(relative))
                    && (include == null || include.matches(relative))) {
                if (++files > MAX_FILES) {
                    findings.accept(Finding.unchecked(
                            "argocd/limit",
                            "There are more than %d files below `%s`; the rest was not read."
                                    .formatted(MAX_FILES, root),
                            Origin.of(root.toString(), 0, 0)));
                    return;
                }
                read(path);
            }
        }
    }

    private void read(SourcePath file) throws SourceException {
        if (file.name().endsWith(".jsonnet")) {
            findings.accept(new Finding(
                    RuleId.of("argocd/not-rendered"),
                    Severity.NOTICE,
                    "Jsonnet is not rendered; what `%s` brings was not checked.".formatted(file),
                    null,
                    "",
                    Origin.of(file.value(), 1, 1),
                    ""));
            return;
        }
        byte[] content = tree.read(file);
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.contains(SKIPPED)) {
            return;
        }
        // a tab of JSON stands between values; YAML's are no indentation
        byte[] plain =
                file.name().endsWith(".json") ? text.replace('\t', ' ').getBytes(StandardCharsets.UTF_8) : content;
        YamlDocuments yaml = READER.read(file.value(), plain);
        boolean broken = yaml.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        // what is broken and looks like no resource is passed over
        boolean counts = !broken || !yaml.documents().isEmpty() || looksLikeResource(text);
        if (counts) {
            yaml.findings().forEach(findings);
            for (Node document : yaml.documents()) {
                add(document, looksLikeResource(text));
            }
        }
    }

    private static boolean looksLikeResource(String text) {
        return text.contains("apiVersion:") && text.contains("kind:") && text.contains("metadata:");
    }

    private void add(Node document, boolean counts) {
        if (!(document instanceof MappingNode mapping) || mapping.text("kind").isEmpty()) {
            if (counts) {
                findings.accept(Finding.error(
                        "argocd/no-kind",
                        "A document of this file has no `kind`, so Argo CD renders nothing of the Application.",
                        document.origin()));
            }
            return;
        }
        SequenceNode items = mapping.text("kind").endsWith("List") ? mapping.sequence("items") : null;
        if (items == null) {
            manifests.add(new Manifest(mapping));
            return;
        }
        items.items().forEach(item -> add(item, counts));
    }
}
