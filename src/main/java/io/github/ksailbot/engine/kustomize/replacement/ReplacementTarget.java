package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.patch.LabelSelector;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a replacement goes to.
 *
 * @param select resources that get it
 * @param reject of those, resources that do not
 * @param paths fields that get it
 * @param options of the fields
 */
record ReplacementTarget(Choice select, List<Choice> reject, List<FieldPath> paths, FieldOptions options) {

    /**
     * Resources by their ids, labels and annotations.
     */
    record Choice(IdSelector ids, LabelSelector labels, LabelSelector annotations) {
        boolean labelsSelect(Resource resource, Work work) {
            return labels.selects(resource::label, work) && annotations.selects(resource::annotation, work);
        }

        /** One of two conditions is enough to reject; those that are not given do not count. */
        boolean rejects(Resource resource, Work work) {
            boolean byLabels =
                    !labels.equals(LabelSelector.EVERYTHING) || !annotations.equals(LabelSelector.EVERYTHING);
            return (byLabels && labelsSelect(resource, work)) || (!ids.isEmpty() && ids.selects(resource, work));
        }
    }

    ReplacementTarget {
        reject = List.copyOf(reject);
        paths = List.copyOf(paths);
    }

    boolean selects(Resource resource, Work work) {
        return select.ids().selects(resource, work)
                && select.labelsSelect(resource, work)
                && reject.stream().noneMatch(choice -> choice.rejects(resource, work));
    }

    Resource write(Resource resource, Node value, Work work) throws BuildException {
        MappingNode root = resource.root();
        for (FieldPath path : paths) {
            try {
                root = FieldEdit.apply(root, path, options.create(), work, old -> written(path, old, value, work));
            } catch (BuildException e) {
                throw e.about(resource, path.toString());
            }
        }
        return resource.withValues(root, work);
    }

    private Node written(FieldPath path, @Nullable Node old, Node value, Work work) throws BuildException {
        Origin source = value.origin();
        Origin asked = path.written().origin().as(Writer.REPLACEMENT, old == null ? null : old.origin());
        Origin origin = source.as(Writer.REPLACEMENT, source.before()).over(asked);
        boolean created = old == null;
        if (options.hasDelimiter() && !((created ? value : old) instanceof ScalarNode)) {
            throw BuildException.of(
                            "kustomize/replacement-type",
                            "A target with a `delimiter` has to be a single value; `" + path + "` is not.",
                            path.written().origin())
                    .withFix("Remove the `delimiter`, or name a field with a single value.");
        }
        String text = value instanceof ScalarNode scalar ? scalar.text() : "";
        if (options.hasDelimiter()) {
            work.spend(text.length()
                    + (old instanceof ScalarNode scalar ? 2L * scalar.text().length() : 0));
            text = options.join(old instanceof ScalarNode scalar ? scalar.text() : "", text);
        }
        if (old instanceof ScalarNode scalar) {
            return over(path, scalar, text, origin);
        }
        return created && value instanceof ScalarNode ? FieldEdit.plain(text, origin) : value.withOrigin(origin);
    }

    /** A scalar keeps its type and style, and takes the text only. */
    private static ScalarNode over(FieldPath path, ScalarNode old, String text, Origin origin) throws BuildException {
        if (old.isString()) {
            return new ScalarNode(text, old.style(), ScalarNode.Type.STRING, origin);
        }
        ScalarNode plain = FieldEdit.plain(text, origin);
        boolean fits = plain.type() == old.type()
                || (old.type() == ScalarNode.Type.FLOAT && plain.type() == ScalarNode.Type.INTEGER);
        if (!fits) {
            throw BuildException.of(
                            "kustomize/replacement-type",
                            "`" + path + "` is " + word(old.type()) + " in the target, and `" + text + "` is none.",
                            origin)
                    .withFix("Write the target's value as a string, or take another source.");
        }
        return new ScalarNode(text, Style.PLAIN, old.type(), origin);
    }

    private static String word(ScalarNode.Type type) {
        return switch (type) {
            case STRING -> "a string";
            case INTEGER -> "a whole number";
            case FLOAT -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
        };
    }
}
