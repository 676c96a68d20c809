package io.github.ksailbot.engine.manifest.yaml;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Excerpt;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Makes the node of one document from the parser's events, and findings of what Kubernetes' readers refuse in it. */
final class DocumentComposer {
    /**
     * What an anchor names.
     *
     * @param node null while the anchored value is being read
     * @param size number of nodes
     * @param height levels of nesting
     */
    private record Anchored(@Nullable Node node, long size, int height) {}

    private final Iterator<Event> events;
    private final Places places;
    private final BlockIndents indents;
    private final GoSyntax syntax;
    private final Budget budget;
    private final ScalarResolver resolver;
    private final TaggedScalars scalars;
    private final Problems findings;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final boolean keepsFirst;
    private boolean inFlow;
    private int deepest;
    private boolean broken;

    DocumentComposer(
            Iterator<Event> events,
            Places places,
            BlockIndents indents,
            GoSyntax syntax,
            Budget budget,
            ScalarResolver resolver,
            boolean keepsFirst,
            Problems findings) {
        this.events = events;
        this.places = places;
        this.indents = indents;
        this.syntax = syntax;
        this.budget = budget;
        this.resolver = resolver;
        this.keepsFirst = keepsFirst;
        this.scalars = new TaggedScalars(resolver, findings);
        this.findings = findings;
    }

    /** Reads the one node of a document; null when it is empty or cannot be understood. */
    @Nullable Node compose() {
        Node root = node(events.next(), 1);
        boolean empty = root instanceof ScalarNode scalar && scalar.isNull();
        return empty || broken ? null : root;
    }

    @SuppressWarnings("ReferenceEquality")
    private Node node(Event event, int depth) {
        Origin origin = places.at(event.getStartMark());
        if (event instanceof AliasEvent alias) {
            return alias(alias, depth, origin);
        }
        budget.addNodes(1, origin);
        NodeEvent nodeEvent = (NodeEvent) event;
        if (nodeEvent.getAnchor().isEmpty()) {
            return content(event, depth, origin);
        }
        String name = nodeEvent.getAnchor().get().getValue();
        Anchored open = new Anchored(null, 0, 0);
        anchors.put(name, open);
        long before = budget.nodes() - 1;
        int deepestBefore = deepest;
        deepest = depth;
        Node content = content(event, depth, origin);
        // by identity: a value inside may have taken the name over
        if (anchors.get(name) == open) {
            anchors.put(name, new Anchored(content, budget.nodes() - before, deepest - depth));
        }
        deepest = Math.max(deepest, deepestBefore);
        return content;
    }

    private Node content(Event event, int depth, Origin origin) {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, origin);
        }
        budget.checkDepth(depth, origin);
        deepest = Math.max(deepest, depth);
        boolean outside = inFlow;
        inFlow |= ((CollectionStartEvent) event).isFlow();
        try {
            if (event instanceof SequenceStartEvent sequence) {
                scalars.checkCollection(sequence.getTag(), "seq", origin);
                return sequence(depth, origin);
            }
            scalars.checkCollection(((MappingStartEvent) event).getTag(), "map", origin);
            return mapping(depth, origin);
        } finally {
            inFlow = outside;
        }
    }

    private Node alias(AliasEvent event, int depth, Origin origin) {
        budget.addAlias(origin);
        String name = event.getAlias().getValue();
        Anchored anchored = anchors.get(name);
        if (anchored == null || anchored.node() == null) {
            broken = true;
            findings.add(Finding.error(
                    "yaml/alias",
                    anchored == null
                            ? "The alias %s names no anchor above it in this document; the document cannot be read."
                                    .formatted(Excerpt.of("*" + name))
                            : "The alias %s stands inside the value that it repeats; the document cannot be read."
                                    .formatted(Excerpt.of("*" + name)),
                    origin));
            return new ScalarNode("", Style.PLAIN, ScalarNode.Type.NULL, origin);
        }
        budget.addNodes(anchored.size(), origin);
        budget.checkDepth(depth + anchored.height(), origin);
        deepest = Math.max(deepest, depth + anchored.height());
        return anchored.node();
    }

    private ScalarNode scalar(ScalarEvent event, Origin origin) {
        syntax.check(event);
        Style style =
                switch (event.getScalarStyle()) {
                    case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
                    case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
                    case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
                    case LITERAL -> Style.LITERAL;
                    case FOLDED -> Style.FOLDED;
                };
        ScalarResolver.Resolution value = scalars.resolve(event.getTag(), event.getValue(), style, origin);
        if (inFlow && resolver.dialect() == YamlDialect.KUSTOMIZE && isNothing(event)) {
            return new ScalarNode(value.text(), Style.SINGLE_QUOTED, value.type(), origin);
        }
        boolean literal = style == Style.LITERAL;
        int indent = literal ? places.indent(indents.of(event)) : ScalarNode.NO_INDENT;
        return new ScalarNode(value.text(), style, value.type(), origin, indent);
    }

    /** Whether nothing is written: null, which kustomize writes with quotes in braces, see {@link ScalarNode#isQuotedNull}. */
    private static boolean isNothing(ScalarEvent event) {
        return event.isPlain() && event.getValue().isEmpty() && event.getTag().isEmpty();
    }

    private SequenceNode sequence(int depth, Origin origin) {
        List<Node> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        return new SequenceNode(items, origin);
    }

    private MappingNode mapping(int depth, Origin origin) {
        MappingEntries entries = new MappingEntries(findings, resolver, depth > 1, keepsFirst);
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            boolean merge = isMerge(event);
            Node key = key(event, node(event, depth + 1));
            Node value = node(events.next(), depth + 1);
            if (merge) {
                entries.merge(key.origin(), value);
            } else {
                entries.add(key, value, places.at(event.getStartMark()));
            }
            event = events.next();
        }
        return MappingNode.of(entries.finish(), origin);
    }

    /** A key is a text, also where it looks like a date or a number. */
    private Node key(Event event, Node node) {
        if (event instanceof ScalarEvent written && node instanceof ScalarNode key) {
            String text = resolver.keyText(key.type(), written.getValue(), key.text());
            return new ScalarNode(text, key.style(), key.type(), key.origin());
        }
        return node;
    }

    private static boolean isMerge(Event event) {
        if (!(event instanceof ScalarEvent scalar) || !scalar.getValue().equals("<<")) {
            return false;
        }
        Optional<String> tag = scalar.getTag();
        return tag.isPresent() ? tag.get().equals(ScalarResolver.CORE + "merge") : scalar.isPlain();
    }
}
