package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.merge.Authorship;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch, ready to be applied to any number of resources. Immutable; safe for several threads.
 *
 * <p>As in the library that kustomize uses, and other than in the RFC: {@code replace} adds a key that is not there,
 * {@code copy} of a key that is not there writes null, {@code test} finds null there, and negative indices count from the
 * end of a list.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public final class JsonPatch {
    static final String FAILED = "kustomize/patch-failed";
    static final String TOO_LARGE = "kustomize/patch-too-large";

    /** Levels that a patched resource may have below its root; files are read to 200. */
    static final int MAX_DEPTH = 250;

    /** Values that the copies of one patch may add to one resource: a few lines of copies can double it each. */
    static final int MAX_COPIED = 1_000_000;

    private final List<Operation> operations;
    private final Origin origin;

    private JsonPatch(List<Operation> operations, Origin origin) {
        this.operations = List.copyOf(operations);
        this.origin = origin;
    }

    /**
     * Reads the operations.
     *
     * @param patch the list of operations as it was read, with the origins of its own file
     * @param work takes what reading them costs
     * @throws BuildException when an operation is not one; the finding names it and its line
     */
    public static JsonPatch of(SequenceNode patch, Work work) throws BuildException {
        work.spend(10L * patch.size());
        return new JsonPatch(OperationReader.read(patch, work), patch.origin().as(Writer.PATCH, null));
    }

    /** Where the operations begin. */
    Origin origin() {
        return origin;
    }

    /**
     * Applies the operations in order.
     *
     * @param work takes what is looked at and copied
     * @return every part that no operation touches is the same node as before
     * @throws BuildException when one cannot be applied or its test fails; the finding names it and its line
     */
    public MappingNode apply(MappingNode resource, Work work) throws BuildException {
        JsonEdit edit = new JsonEdit(work);
        Node root = resource;
        int copied = 0;
        for (Operation operation : operations) {
            if (operation.kind() == Operation.Kind.COPY) {
                int size = NodeSize.nodes(edit.get(operation, from(operation), root), MAX_COPIED - copied + 1);
                work.spend(size);
                copied += size;
                if (copied > MAX_COPIED) {
                    throw failure(
                            TOO_LARGE, operation, "the copies of this patch have more than " + MAX_COPIED + " values");
                }
            }
            root = apply(operation, root, edit, work);
        }
        if (root instanceof MappingNode mapping) {
            return new JsonNumbers(work).rounded(mapping);
        }
        Operation last = operations.get(operations.size() - 1);
        throw failure(FAILED, last, "a list is left where the resource was");
    }

    private static Node apply(Operation operation, Node root, JsonEdit edit, Work work) throws BuildException {
        JsonPointer path = operation.path();
        return switch (operation.kind()) {
            case ADD -> edit.add(operation, root, written(operation, null));
            case REMOVE -> edit.remove(operation, path, root);
            case REPLACE ->
                path.isRoot()
                        ? replaced(operation, root)
                        : edit.replace(operation, root, written(operation, edit.get(operation, path, root)));
            case MOVE -> {
                JsonPointer from = from(operation);
                Node value = edit.get(operation, from, root);
                yield edit.add(operation, edit.remove(operation, from, root), moved(operation, value));
            }
            case COPY -> edit.add(operation, root, moved(operation, edit.get(operation, from(operation), root)));
            case TEST -> tested(operation, root, edit, work);
        };
    }

    private static JsonPointer from(Operation operation) {
        JsonPointer from = operation.from();
        return from == null ? operation.path() : from;
    }

    /** The operation's value with the operation as its author. */
    private static Node written(Operation operation, @Nullable Node replaced) {
        Node value = operation.value();
        if (value == null) {
            return nullAt(operation.path().origin().as(Writer.PATCH, replaced == null ? null : replaced.origin()));
        }
        return replaced == null ? value : Authorship.over(Writer.PATCH, value, replaced);
    }

    /** A value that was there before, now put where the operation says. */
    private static Node moved(Operation operation, @Nullable Node value) {
        Origin author = operation.path().origin();
        return value == null
                ? nullAt(author.as(Writer.PATCH, null))
                : value.withOrigin(author.as(Writer.PATCH, value.origin()));
    }

    private static ScalarNode nullAt(Origin origin) {
        return new ScalarNode("null", ScalarNode.Style.PLAIN, ScalarNode.Type.NULL, origin);
    }

    private static Node replaced(Operation operation, Node root) {
        Node value = operation.value();
        // Anything else than a mapping or list is passed over without a word.
        return value == null || value instanceof ScalarNode ? root : Authorship.over(Writer.PATCH, value, root);
    }

    private static Node tested(Operation operation, Node root, JsonEdit edit, Work work) throws BuildException {
        work.spend(NodeSize.nodes(operation.value(), MAX_COPIED));
        if (!operation.hasValue()) {
            throw failure(FAILED, operation, "it has no `value` to compare with");
        }
        Node found = operation.path().isRoot() ? root : edit.get(operation, operation.path(), root);
        boolean isNull = found == null || (found instanceof ScalarNode scalar && scalar.isNull());
        Node wanted = operation.value();
        boolean same = isNull ? wanted == null : wanted != null && found != null && Values.same(found, wanted);
        if (same) {
            return root;
        }
        throw failure(
                FAILED,
                operation,
                "the test fails: " + (isNull ? "there is no value" : "the value is " + NodeSize.excerpt(found)));
    }

    static BuildException failure(String rule, Operation operation, String why) {
        return new BuildException(Finding.error(
                        rule,
                        "The JSON patch cannot be applied: " + operation.title() + ": " + why + ".",
                        operation.path().origin())
                .atField(String.join(".", operation.path().segments())));
    }
}
