package io.github.ksailbot.engine.argocd;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourceEntry;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import io.github.ksailbot.engine.source.Visits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A directory of plain manifests, as the repo-server collects them. Jsonnet in it is named and not rendered. */
final class DirectorySource {
    private static final Pattern FILE = Pattern.compile("(?s).*\\.(yaml|yml|json|jsonnet)");
    private static final String SKIPPED = "+argocd:skip-file-rendering";
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);
    private static final int MAX_FILES = 20_000;
    private static final long MAX_BYTES = 40L << 20;
    private static final long MAX_VALUES = 1_000_000;
    private static final int BYTES_A_STEP = 2;
    private static final int STEPS_A_VALUE = 20;

    private final SourceTree tree;
    private final SourcePath root;
    private final boolean recurses;
    private final boolean takesAll;
    private final Predicate<String> include;
    private final Predicate<String> exclude;
    private final Consumer<Finding> findings;
    private final List<Manifest> manifests = new ArrayList<>();
    private final Visits visits = new Visits();
    private int files;
    private long bytes;
    private long values;
    private boolean isFull;
    private boolean hasJsonnet;

    DirectorySource(SourceTree tree, SourcePath root, MappingNode options, Consumer<Finding> findings) {
        this.tree = tree;
        this.root = root;
        this.recurses = options.isTrue("recurse");
        this.takesAll = options.isTrue("disableExtensionFilter");
        this.findings = findings;
        this.include = files(options, "include", true);
        this.exclude = files(options, "exclude", false);
    }

    /**
     * By a pattern; one that is none matches nothing, for Argo CD too.
     *
     * @param unsaid whether files are meant where there is no pattern
     */
    private Predicate<String> files(MappingNode options, String field, boolean unsaid) {
        if (options.text(field).isEmpty()) {
            return path -> unsaid;
        }
        try {
            return Glob.parse(options.text(field), GlobSyntax.ARGO_CD)::matches;
        } catch (GlobException e) {
            findings.accept(Finding.warning(
                    "argocd/pattern",
                    "`%s` matches nothing: %s.".formatted(options.text(field), e.getMessage()),
                    Fields.origin(options, field)));
            return path -> false;
        }
    }

    /** In the order of their paths. */
    List<Manifest> manifests() throws SourceException {
        visit(root, "");
        return manifests;
    }

    /** Of work, as builds count them. */
    long steps() {
        return bytes / BYTES_A_STEP + values * STEPS_A_VALUE;
    }

    /** Whether there were files of it among those that were collected. */
    boolean hasJsonnet() {
        return hasJsonnet;
    }

    private void visit(SourcePath directory, String prefix) throws SourceException {
        for (String name : tree.names(directory)) {
            if (isFull) {
                return;
            }
            visits.count(directory.child(name));
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
            } else if ((takesAll || FILE.matcher(name).matches())
                    && !exclude.test(relative)
                    && include.test(relative)) {
                read(path);
            }
        }
    }

    private void read(SourcePath file) throws SourceException {
        if (isOver(++files, MAX_FILES, "files")) {
            return;
        }
        if (file.name().endsWith(".jsonnet")) {
            hasJsonnet = true;
            findings.accept(Finding.unseen(
                    "argocd/not-rendered",
                    "Jsonnet is not rendered; what `%s` brings was not checked.".formatted(file),
                    Origin.of(file.value(), 1, 1)));
            return;
        }
        byte[] content = tree.read(file);
        bytes += content.length;
        if (isOver(bytes, MAX_BYTES, "bytes of files")) {
            return;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        if (text.contains(SKIPPED)) {
            return;
        }
        // a tab of JSON stands between values; YAML's are no indentation
        byte[] plain =
                file.name().endsWith(".json") ? text.replace('\t', ' ').getBytes(StandardCharsets.UTF_8) : content;
        YamlDocuments yaml = READER.read(file.value(), plain);
        values += yaml.nodes();
        if (isOver(values, MAX_VALUES, "values of YAML")) {
            return;
        }
        if (file.name().endsWith(".json")) {
            json(file, yaml);
        } else {
            yaml(text, yaml);
        }
    }

    /** What is over a limit is told once, and nothing more is read. */
    private boolean isOver(long count, long most, String what) {
        isFull = count > most;
        if (isFull) {
            findings.accept(Finding.unchecked(
                    "argocd/limit",
                    "There are more than %d %s below `%s`; the rest was not read.".formatted(most, what, root),
                    Origin.of(root.toString(), 0, 0)));
        }
        return isFull;
    }

    /** One object, and nothing else. */
    private void json(SourcePath file, YamlDocuments json) {
        json.findings().forEach(findings);
        boolean broken = json.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        List<Node> documents = json.documents();
        if (!broken && documents.size() == 1 && isObject(documents.get(0))) {
            manifests.add(new Manifest((MappingNode) documents.get(0)));
        } else if (!broken) {
            Origin origin = documents.isEmpty()
                    ? Origin.of(file.value(), 1, 1)
                    : documents.get(0).origin();
            noObject("`%s` is no Kubernetes object".formatted(file.name()), origin);
        }
    }

    /** Up to the first document that is no object; whether that one is a mistake is told by the text and those before. */
    private void yaml(String text, YamlDocuments yaml) {
        int before = manifests.size();
        for (Node document : yaml.documents()) {
            if (isObject(document)) {
                manifests.add(new Manifest((MappingNode) document));
                continue;
            }
            if (manifests.size() > before || looksLikeObject(text)) {
                noObject("A document of this file has no `kind`", document.origin());
            }
            return;
        }
        boolean broken = yaml.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        // what is broken and looks like no object is passed over
        if (!broken || manifests.size() > before || looksLikeObject(text)) {
            yaml.findings().forEach(findings);
        }
    }

    private void noObject(String what, Origin origin) {
        findings.accept(
                Finding.error("argocd/no-kind", what + ", so Argo CD renders nothing of the Application.", origin)
                        .withFix("Correct it, or leave the file out by `directory.exclude`."));
    }

    private static boolean isObject(Node document) {
        return document instanceof MappingNode mapping && !mapping.text("kind").isEmpty();
    }

    private static boolean looksLikeObject(String text) {
        return text.contains("apiVersion:") && text.contains("kind:") && text.contains("metadata:");
    }
}
