package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.DocumentSplitter.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML as Kubernetes' tools do, and keeps where everything was written. Never throws for what a file contains:
 * what is wrong with it is a finding.
 *
 * <p>Findings: {@code yaml/syntax}, {@code yaml/encoding}, {@code yaml/limit}, {@code yaml/duplicate-key} (the last
 * value is kept, unless the first is asked for), {@code yaml/key}, {@code yaml/alias}, {@code yaml/merge}, {@code yaml/tag}, {@code yaml/number}, {@code yaml/ignored}.
 */
public final class YamlReader {
    private static final int SMALLEST_BUFFER = 1024;
    private static final int LARGEST_BUFFER = 1 << 20;

    private final YamlLimits limits;
    private final ScalarResolver resolver;
    private final boolean keepsFirst;

    /** Reads scalars as kustomize does. */
    public YamlReader(YamlLimits limits) {
        this(limits, YamlDialect.KUSTOMIZE);
    }

    public YamlReader(YamlLimits limits, YamlDialect dialect) {
        this(limits, dialect, false);
    }

    /** @param keepsFirst whether of a key that is there twice the first value is kept */
    public YamlReader(YamlLimits limits, YamlDialect dialect, boolean keepsFirst) {
        this.limits = limits;
        this.resolver = new ScalarResolver(dialect);
        this.keepsFirst = keepsFirst;
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
        EmptyBlocks blocks = new EmptyBlocks();
        List<Part> parts = new ArrayList<>(
                resolver.dialect() == YamlDialect.KUSTOMIZE
                        ? DocumentSplitter.split(text.text())
                        : List.of(new Part(text.text(), 0, false)));
        while (true) {
            Budget budget = new Budget(limits);
            List<Node> documents = new ArrayList<>();
            Problems problems = new Problems();
            int at = 0;
            try {
                for (; at < parts.size(); at++) {
                    compose(parts.get(at), places, budget, documents, problems);
                }
            } catch (YamlStop stop) {
                problems.addLast(stop.finding());
            } catch (YamlEngineException error) {
                Part part = parts.get(at);
                Optional<String> repaired = tabs.repair(part.text(), error).or(() -> blocks.repair(part.text(), error));
                if (repaired.isPresent()) {
                    parts.set(at, new Part(repaired.get(), part.line(), part.refusedSeparator()));
                    continue;
                }
                problems.addLast(SyntaxErrors.of(error, part.text(), below(places, part)));
            } catch (NumberFormatException error) {
                // The parser takes the digits of an escape without looking whether any are left in the text.
                Part part = parts.get(at);
                problems.addLast(SyntaxErrors.ofCutEscape(part.text(), below(places, part)));
            }
            return new YamlDocuments(documents, problems.sorted(), budget.nodes());
        }
    }

    private static Places below(Places places, Part part) {
        return part.line() == 0 ? places : new Places.Below(places, part.line());
    }

    private void compose(Part part, Places file, Budget budget, List<Node> documents, Problems problems) {
        if (part.refusedSeparator()) {
            throw new YamlStop(SyntaxErrors.ofSeparator(file.at(part.line() - 1, 0)));
        }
        String text = part.text();
        Places places = below(file, part);
        ParserImpl events = parser(text);
        BlockIndents indents = new BlockIndents(text);
        GoSyntax syntax = new GoSyntax(text, places);
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                budget.addDocument(places.at(event.getStartMark()));
                Node document = new DocumentComposer(
                                events, places, indents, syntax, budget, resolver, keepsFirst, problems)
                        .compose();
                if (document != null) {
                    documents.add(document);
                }
                if (resolver.dialect() == YamlDialect.KUSTOMIZE) {
                    passOver(events, text, places, problems);
                    return;
                }
            }
        }
    }

    /** What follows the first document without a separator: kustomize leaves it out and says nothing. */
    private static void passOver(ParserImpl events, String text, Places places, Problems problems) {
        DocumentEndEvent end = (DocumentEndEvent) events.next();
        if (end.isExplicit()) {
            end.getEndMark().ifPresent(mark -> {
                String rest = text.substring(text.offsetByCodePoints(0, mark.getIndex()));
                if (rest.lines()
                        .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"))) {
                    problems.add(SyntaxErrors.ofIgnored(places.at(mark.getLine(), mark.getColumn())));
                }
            });
            return;
        }
        try {
            Event next = events.next();
            if (next instanceof DocumentStartEvent) {
                problems.add(SyntaxErrors.ofIgnored(places.at(next.getStartMark())));
            }
        } catch (ParserException e) {
            problems.add(SyntaxErrors.ofIgnored(places.at(e.getProblemMark())));
        }
    }

    private static ParserImpl parser(String text) {
        // the parser copies a token once for each buffer that it fills: small buffers make a long text cost its square
        int buffer = Math.max(SMALLEST_BUFFER, Math.min(text.length(), LARGEST_BUFFER));
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setParseComments(false)
                .setBufferSize(buffer)
                .build();
        return new ParserImpl(settings, new StreamReader(settings, new WholeCharacters(text)));
    }
}
