package io.github.ksailbot.engine.manifest;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.OriginFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML as Kubernetes' tools do, and keeps where everything was written. Never throws for what a file contains:
 * what is wrong with it is a finding.
 *
 * <p>Findings: {@code yaml/syntax}, {@code yaml/encoding}, {@code yaml/limit}, {@code yaml/duplicate-key} (the last
 * value is kept), {@code yaml/key}, {@code yaml/alias}, {@code yaml/merge}, {@code yaml/tag}, {@code yaml/number}.
 */
public final class YamlReader {
    private static final int SMALLEST_BUFFER = 1024;
    private static final int LARGEST_BUFFER = 1 << 20;

    private final YamlLimits limits;
    private final ScalarResolver resolver;

    /** Reads scalars as kustomize does. */
    public YamlReader(YamlLimits limits) {
        this(limits, YamlDialect.KUSTOMIZE);
    }

    public YamlReader(YamlLimits limits, YamlDialect dialect) {
        this.limits = limits;
        this.resolver = new ScalarResolver(dialect);
    }

    /**
     * Splits a YAML stream into documents.
     *
     * @param file path from the root of the source tree, for the origins
     * @param content UTF-8, with or without byte order mark
     * @return the non-empty documents in stream order; documents before a syntax error or a limit are there
     */
    public YamlDocuments read(String file, byte[] content) {
        return read(OriginFile.of(file), content);
    }

    /** The same for a file that may be fetched from elsewhere. */
    public YamlDocuments read(OriginFile file, byte[] content) {
        Places places = new Places.InFile(file);
        if (content.length > limits.bytes()) {
            return new YamlDocuments(List.of(), List.of(Budget.over(limits.bytes(), "bytes", places.at(0, 0))), 0);
        }
        return read(YamlText.of(content), places);
    }

    /**
     * Reads YAML that stands in a scalar of another file, such as an inline patch. Origins are places of that file: exact
     * for a literal block as it was read from its file, else the scalar's own for everything in it.
     */
    public YamlDocuments readEmbedded(ScalarNode scalar) {
        Places places = scalar.indent() == ScalarNode.NO_INDENT
                ? new Places.AtScalar(scalar.origin())
                : new Places.InBlock(scalar.origin(), scalar.indent());
        if (scalar.text().length() > limits.bytes()) {
            return new YamlDocuments(List.of(), List.of(Budget.over(limits.bytes(), "bytes", places.at(0, 0))), 0);
        }
        return read(YamlText.of(scalar.text()), places);
    }

    private YamlDocuments read(YamlText text, Places places) {
        if (!text.problem().isEmpty()) {
            Finding finding = Finding.error(
                            "yaml/encoding",
                            "The file contains %s; it was not read.".formatted(text.problem()),
                            places.at(text.line(), text.column()))
                    .withFix("Save the file as UTF-8 text.");
            return new YamlDocuments(List.of(), List.of(finding), 0);
        }
        TokenTabs tabs = new TokenTabs();
        String content = text.text();
        while (true) {
            Budget budget = new Budget(limits);
            List<Node> documents = new ArrayList<>();
            Problems problems = new Problems();
            try {
                compose(content, places, budget, documents, problems);
            } catch (YamlStop stop) {
                problems.addLast(stop.finding());
            } catch (YamlEngineException error) {
                Optional<String> repaired = tabs.repair(content, error);
                if (repaired.isPresent()) {
                    content = repaired.get();
                    continue;
                }
                problems.addLast(SyntaxErrors.of(error, text.text(), places));
            } catch (NumberFormatException error) {
                // The parser takes the digits of an escape without looking whether any are left in the text.
                problems.addLast(SyntaxErrors.ofCutEscape(text.text(), places));
            }
            return new YamlDocuments(documents, problems.sorted(), budget.nodes());
        }
    }

    private void compose(String text, Places places, Budget budget, List<Node> documents, Problems problems) {
        // the parser copies a token once for each buffer that it fills: small buffers make a long text cost its square
        int buffer = Math.max(SMALLEST_BUFFER, Math.min(text.length(), LARGEST_BUFFER));
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setParseComments(false)
                .setBufferSize(buffer)
                .build();
        ParserImpl events = new ParserImpl(settings, new StreamReader(settings, new WholeCharacters(text)));
        BlockIndents indents = new BlockIndents(text);
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                budget.addDocument(places.at(event.getStartMark()));
                Node document = new DocumentComposer(events, places, indents, budget, resolver, problems).compose();
                if (document != null) {
                    documents.add(document);
                }
            }
        }
    }
}
