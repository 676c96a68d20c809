package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the value of a replacement comes from.
 *
 * @param origin where the source is written
 */
record ReplacementSource(IdSelector selector, FieldPath path, FieldOptions options, Origin origin) {
    private static final String RULE = "kustomize/replacement-source";

    /** A replacement that puts a value into itself doubles it each time; no real source comes near. */
    private static final int MAX_NODES = 10_000;

    private static final int MAX_DEPTH = 150;

    /** The value as it stands in its resource, or the part of it that the options ask for. */
    Node value(ResourceMap resources, Work work) throws BuildException {
        Resource resource = resource(resources, work);
        Node value = FieldLookup.find(resource.root(), path, work);
        if (value == null || isEmpty(value)) {
            throw BuildException.of(
                            RULE,
                            "The source of the replacement, `" + resource.resourceId() + "`, has no value at `" + path
                                    + "`.",
                            path.written().origin())
                    .withFix("Correct the `fieldPath`, or write the value.")
                    .about(resource, path.toString());
        }
        int size = count(value, MAX_DEPTH, MAX_NODES);
        work.spend(size);
        if (size > MAX_NODES) {
            throw BuildException.of(
                            "kustomize/limit",
                            "The source of the replacement, `" + path + "`, has more than " + MAX_NODES + " values or "
                                    + MAX_DEPTH + " levels.",
                            path.written().origin())
                    .about(resource, path.toString());
        }
        return options.hasDelimiter() ? part(value, work) : value;
    }

    private Resource resource(ResourceMap resources, Work work) throws BuildException {
        List<Resource> found = new ArrayList<>();
        for (int place : selector.candidates(resources, work)) {
            if (selector.selects(resources.get(place), work)) {
                found.add(resources.get(place));
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw BuildException.of(
                            RULE,
                            "No resource is the source of the replacement: there is none with " + selector + ".",
                            origin)
                    .withFix("Correct the kind, name or namespace of the source, or add the resource.");
        }
        throw BuildException.of(
                        RULE,
                        "The source of the replacement has to be one resource, but " + found.size() + " match: "
                                + found.stream()
                                        .limit(5)
                                        .map(match -> "`" + match.resourceId() + "`")
                                        .collect(Collectors.joining(", "))
                                + ".",
                        origin)
                .withFix("Add what tells them apart: group, version, kind, name or namespace.");
    }

    private Node part(Node value, Work work) throws BuildException {
        if (!(value instanceof ScalarNode scalar)) {
            throw BuildException.of(
                            RULE,
                            "A source with a `delimiter` has to be a single value; `" + path + "` is not.",
                            origin)
                    .withFix("Remove the `delimiter`, or name a field with a single value.");
        }
        work.spend(scalar.text().length());
        List<String> parts = options.split(scalar.text());
        if (options.index() < 0 || options.index() >= parts.size()) {
            throw BuildException.of(
                            RULE,
                            "The source has no part " + options.index() + ": `" + options.delimiter()
                                    + "` divides it into " + parts.size() + ", counted from 0.",
                            origin)
                    .withFix("Correct the `index` or the `delimiter` of the source.");
        }
        return new ScalarNode(parts.get(options.index()), scalar.style(), scalar.type(), scalar.origin());
    }

    /** Counting ends above {@code limit}; what is too deep counts as too much. */
    private static int count(Node value, int depth, int limit) {
        if (value instanceof ScalarNode) {
            return 1;
        }
        if (depth == 0) {
            return limit + 1;
        }
        List<Node> inner = value instanceof MappingNode mapping
                ? mapping.entries().stream().map(MappingNode.Entry::value).toList()
                : ((SequenceNode) value).items();
        int count = 1;
        for (Node node : inner) {
            if (count > limit) {
                break;
            }
            count += count(node, depth - 1, limit - count);
        }
        return count;
    }

    private static boolean isEmpty(Node value) {
        return (value instanceof ScalarNode scalar && scalar.isNull())
                || (value instanceof MappingNode mapping && mapping.isEmpty())
                || (value instanceof SequenceNode list && list.size() == 0);
    }
}
