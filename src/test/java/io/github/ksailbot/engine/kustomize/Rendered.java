package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a made-up source tree renders to. */
record Rendered(Build build) {

    /** A tree of files: paths and texts in turn. */
    static Map<String, String> files(String... pathsAndTexts) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return files;
    }

    static Rendered of(String directory, String... pathsAndTexts) {
        return with(BuildLimits.DEFAULT, directory, files(pathsAndTexts));
    }

    static Rendered with(BuildLimits limits, String directory, Map<String, String> files) {
        return new Rendered(new Kustomizer(limits, TracedMemo.ofBytes(0))
                .build(MemorySourceTree.of(files), new SourcePath(directory), BuildOptions.COMMAND_LINE));
    }

    String text() {
        return YamlWriter.writeAll(
                build.manifests().stream().map(Manifest::root).toList());
    }

    /** {@code file:line:column rule} of each error. */
    List<String> errors() {
        return findings(Severity.ERROR);
    }

    /** The same of each warning. */
    List<String> warnings() {
        return findings(Severity.WARNING);
    }

    private List<String> findings(Severity severity) {
        return build.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> place(finding) + " " + finding.rule())
                .toList();
    }

    private static String place(Finding finding) {
        Origin origin = finding.origin();
        return origin == null ? "-" : origin.location().toString();
    }

    /** {@code file:line verb} of each step of the origin of a value of the first manifest, last author first. */
    List<String> origin(String... path) {
        Node node = build.manifests().get(0).root();
        for (String part : path) {
            if (node instanceof MappingNode mapping) {
                node = mapping.get(part);
            } else if (node instanceof SequenceNode sequence) {
                node = sequence.items().get(Integer.parseInt(part));
            }
        }
        return node == null
                ? List.of()
                : node.origin().chain().stream()
                        .map(step -> step.file() + ":" + step.line() + " "
                                + step.writer().verb())
                        .toList();
    }
}
