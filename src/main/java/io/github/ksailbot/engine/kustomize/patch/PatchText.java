package io.github.ksailbot.engine.kustomize.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The text of a patch, in a file of its own or inline in the kustomization. */
final class PatchText {

    /** Reads the text in one of the two ways that YAML is understood here. */
    @FunctionalInterface
    private interface Reading {
        YamlDocuments as(YamlDialect dialect);
    }

    private final Origin origin;
    private final String text;
    private final Reading reading;
    private final Map<YamlDialect, YamlDocuments> read = new EnumMap<>(YamlDialect.class);

    private PatchText(Origin origin, String text, Reading reading) {
        this.origin = origin;
        this.text = text;
        this.reading = reading;
    }

    static PatchText inline(ScalarNode scalar, Work work) {
        return new PatchText(scalar.origin(), scalar.text().strip(), dialect -> work.readEmbedded(dialect, scalar));
    }

    /**
     * The same without the blanks around it, of which the last line break may be part of the last value. The first line
     * loses its indent, too.
     */
    static PatchText trimmed(ScalarNode scalar, Work work) {
        String text = scalar.text().stripTrailing();
        String bare = text.stripLeading();
        int line = text.lastIndexOf('\n', text.length() - bare.length()) + 1;
        String trimmed = text.substring(0, line) + bare;
        return trimmed.equals(scalar.text())
                ? inline(scalar, work)
                : inline(
                        new ScalarNode(trimmed, scalar.style(), scalar.type(), scalar.origin(), scalar.indent()), work);
    }

    static PatchText file(ScalarNode path, FileLoader files, Work work) throws BuildException {
        LoadedFile file = files.load(path);
        return new PatchText(
                Origin.of(file.file(), 1, 1),
                new String(file.content(), StandardCharsets.UTF_8),
                dialect -> work.read(dialect, file.file(), file.content()));
    }

    private YamlDocuments read(YamlDialect dialect) {
        return read.computeIfAbsent(dialect, reading::as);
    }

    Origin origin() {
        return origin;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /**
     * The documents as manifests are read.
     *
     * @param keys takes findings about keys, which are for {@link DoubtfulKeys} to judge
     */
    List<Node> resources(Consumer<Finding> findings, Consumer<Finding> keys) throws BuildException {
        YamlDocuments documents = read(YamlDialect.KUSTOMIZE);
        List<Finding> others = new ArrayList<>();
        for (Finding finding : documents.findings()) {
            if (DoubtfulKeys.areMeantBy(finding)) {
                keys.accept(finding);
            } else {
                others.add(finding);
            }
        }
        return accepted(documents.documents(), others, findings);
    }

    /** The first document as kustomization files are read; what begins with a bracket has to be JSON. */
    List<Node> operations(Consumer<Finding> findings) throws BuildException {
        YamlDocuments documents = read(YamlDialect.KUBERNETES);
        List<Node> accepted = accepted(documents.documents(), documents.findings(), findings);
        if (text.startsWith("[")) {
            requireJson();
        }
        return accepted;
    }

    private static List<Node> accepted(List<Node> documents, List<Finding> found, Consumer<Finding> findings)
            throws BuildException {
        for (Finding finding : found) {
            if (finding.severity() == Severity.ERROR) {
                throw new BuildException(finding);
            }
            findings.accept(finding);
        }
        return documents;
    }

    private void requireJson() throws BuildException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            json.skipChildren();
            if (json.nextToken() != null) {
                throw notJson("something follows the list");
            }
        } catch (JsonProcessingException e) {
            throw notJson(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private BuildException notJson(String why) {
        return BuildException.of(
                        OperationReader.INVALID,
                        "The patch begins with `[`, so kustomize reads it as JSON, which it is not: " + why + ".",
                        origin)
                .withFix("Write it as a YAML list of operations, each with `- op:`, or as JSON.");
    }
}
