package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.merge.Authorship;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the operations of a JSON patch. */
final class OperationReader {
    static final String INVALID = "kustomize/patch-invalid";

    /** Operations of one patch; each may copy a whole list. */
    static final int MAX_OPERATIONS = 2_000;

    private OperationReader() {}

    static List<Operation> read(SequenceNode patch, Work work) throws BuildException {
        if (patch.size() > MAX_OPERATIONS) {
            throw BuildException.of(
                    JsonPatch.TOO_LARGE,
                    "The JSON patch has " + patch.size() + " operations; up to " + MAX_OPERATIONS + " are applied.",
                    patch.origin());
        }
        List<Operation> operations = new ArrayList<>(patch.size());
        for (Node item : patch.items()) {
            int index = operations.size() + 1;
            if (!(item instanceof MappingNode mapping)) {
                throw BuildException.of(
                                INVALID,
                                "Operation " + index + " of the JSON patch is not a mapping with `op` and `path`.",
                                item.origin())
                        .withFix("Begin it with `- op:`, and give it a `path`.");
            }
            operations.add(operation(index, mapping, work));
        }
        return operations;
    }

    private static Operation operation(int index, MappingNode written, Work work) throws BuildException {
        Operation.Kind kind = kind(index, written);
        boolean moves = kind == Operation.Kind.MOVE || kind == Operation.Kind.COPY;
        Node value = written.get("value");
        boolean isNull = value == null || (value instanceof ScalarNode scalar && scalar.isNull());
        return new Operation(
                index,
                kind,
                pointer(index, written, "path"),
                moves ? pointer(index, written, "from") : null,
                value != null,
                isNull || value == null ? null : Authorship.by(Writer.PATCH, value, work));
    }

    private static Operation.Kind kind(int index, MappingNode written) throws BuildException {
        String word = written.text("op");
        Optional<Operation.Kind> kind = Stream.of(Operation.Kind.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        if (kind.isPresent()) {
            return kind.get();
        }
        String problem = word.isEmpty() ? "has no `op`" : "has the unknown `op: " + word + "`";
        String lower = word.toLowerCase(Locale.ROOT);
        boolean onlyCase =
                Stream.of(Operation.Kind.values()).anyMatch(each -> each.word().equals(lower));
        throw BuildException.of(
                        INVALID, "Operation " + index + " of the JSON patch " + problem + ".", origin(written, "op"))
                .withFix(
                        onlyCase
                                ? "Write `op: " + lower + "`."
                                : "Use one of add, remove, replace, move, copy and test.");
    }

    private static JsonPointer pointer(int index, MappingNode written, String key) throws BuildException {
        ScalarNode text = written.scalar(key);
        if (text == null || !text.isString()) {
            throw BuildException.of(
                    INVALID,
                    "Operation " + index + " of the JSON patch has no `" + key + "` that is a string.",
                    origin(written, key));
        }
        return JsonPointer.parse(text.text(), text.origin());
    }

    private static Origin origin(MappingNode written, String key) {
        MappingNode.@Nullable Entry entry = written.entry(key);
        return entry == null ? written.origin() : entry.value().origin();
    }
}
