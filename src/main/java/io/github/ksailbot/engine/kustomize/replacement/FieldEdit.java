package io.github.ksailbot.engine.kustomize.replacement;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.replacement.FieldPath.Segment;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarResolver;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the fields that a path leads to, and makes new only the nodes on the way to them. */
final class FieldEdit {

    /** What to write into a field. */
    @FunctionalInterface
    interface Change {
        /**
         * The new value of a field.
         *
         * @param old null when the field was not there and is to be created
         */
        Node of(@Nullable Node old) throws BuildException;
    }

    private static final ScalarResolver RESOLVER = new ScalarResolver(YamlDialect.KUSTOMIZE);

    private final FieldPath path;
    private final boolean create;
    private final Change change;
    private final Work work;
    private final Origin author;
    private int matches;

    private FieldEdit(FieldPath path, boolean create, Work work, Change change) {
        this.work = work;
        this.path = path;
        this.create = create;
        this.change = change;
        this.author = path.written().origin().as(Writer.REPLACEMENT, null);
    }

    /**
     * @param create whether fields and items that are not there are made
     * @param work takes what is looked at and copied
     * @throws BuildException when the path leads to nothing, or goes through a value that has no fields or items
     */
    static MappingNode apply(MappingNode root, FieldPath path, boolean create, Work work, Change change)
            throws BuildException {
        FieldEdit edit = new FieldEdit(path, create, work, change);
        Node changed = edit.walk(root, 0);
        if (edit.matches == 0 || !(changed instanceof MappingNode mapping)) {
            throw BuildException.of(
                            "kustomize/replacement-target-missing",
                            "The target of the replacement has no field `" + path + "`.",
                            path.written().origin())
                    .withFix(
                            create
                                    ? "Correct the path."
                                    : "Correct the path, or set `options.create: true` for the target.");
        }
        return mapping;
    }

    /**
     * @param node null when it is to be created
     */
    private Node walk(@Nullable Node node, int at) throws BuildException {
        work.spend(1);
        if (at == path.segments().size()) {
            matches++;
            return change.of(node);
        }
        Segment segment = path.segments().get(at);
        if (segment.isOfList()) {
            return walkList(node == null ? new SequenceNode(List.of(), author) : node, segment, at);
        }
        if (segment.text().isEmpty()) {
            throw path.unusable(segment, "a field has a name");
        }
        Node holder = node == null ? MappingNode.empty(author) : node;
        if (isNull(holder)) {
            return holder;
        }
        if (!(holder instanceof MappingNode mapping)) {
            throw wrong(segment, "a mapping");
        }
        Node below = mapping.get(segment.text());
        if (below == null && !create) {
            return mapping;
        }
        Node changed = walk(below, at + 1);
        work.copy(mapping.size());
        if (below == null) {
            return mapping.with(new MappingNode.Entry(ScalarNode.string(segment.text(), author), changed));
        }
        return changed == below ? mapping : mapping.with(segment.text(), changed);
    }

    private Node walkList(Node holder, Segment segment, int at) throws BuildException {
        if (isNull(holder)) {
            return holder;
        }
        if (!(holder instanceof SequenceNode list)) {
            throw wrong(segment, "a list");
        }
        return segment.kind() == Segment.Kind.INDEX ? walkIndex(list, segment, at) : walkItems(list, segment, at);
    }

    private Node walkIndex(SequenceNode list, Segment segment, int at) throws BuildException {
        work.copy(2 * list.size());
        List<Node> items = new ArrayList<>(list.items());
        int index = segment.index();
        if (index < items.size()) {
            items.set(index, walk(items.get(index), at + 1));
        } else if (create && index == items.size()) {
            items.add(walk(null, at + 1));
        } else {
            throw BuildException.of(
                            "kustomize/replacement-target-missing",
                            "`" + segment.text() + "` of the field path `" + path + "` is outside of a list of "
                                    + items.size() + (items.size() == 1 ? " item." : " items."),
                            path.written().origin())
                    .withFix(
                            "Correct the index; one behind the last item adds an item where the options say `create: true`.");
        }
        return list.withItems(items);
    }

    private Node walkItems(SequenceNode list, Segment segment, int at) throws BuildException {
        if (!segment.problem().isEmpty() && (segment.text().indexOf('=') < 0 || create || list.size() > 0)) {
            throw path.unusable(segment, segment.problem());
        }
        work.spend(list.size());
        List<Node> items = new ArrayList<>(list.size() + 1);
        int before = matches;
        for (Node item : list.items()) {
            // What stands behind the choice of a scalar does not count.
            int next = segment.kind() == Segment.Kind.ITEM && segment.key().isEmpty()
                    ? path.segments().size()
                    : at + 1;
            items.add(isMatch(item, segment) ? walk(item, next) : item);
        }
        if (matches == before && create && segment.kind() == Segment.Kind.ITEM) {
            items.add(created(segment, at));
        }
        return list.withItems(items);
    }

    private Node created(Segment segment, int at) throws BuildException {
        ScalarNode value = plain(segment.value(), author);
        Node item = segment.key().isEmpty()
                ? value
                : MappingNode.of(
                        List.of(new MappingNode.Entry(ScalarNode.string(segment.key(), author), value)), author);
        if (!isMatch(item, segment)) {
            throw BuildException.of(
                    FieldPath.INVALID,
                    "No item can be created for `" + segment.text() + "`: the expression does not match its own text.",
                    path.written().origin());
        }
        if (!segment.key().isEmpty()) {
            return walk(item, at + 1);
        }
        // What is written over a new scalar has whatever type its text has.
        Node written = walk(item, path.segments().size());
        return written instanceof ScalarNode scalar ? plain(scalar.text(), scalar.origin()) : written;
    }

    private boolean isMatch(Node item, Segment segment) {
        if (segment.kind() == Segment.Kind.EVERY) {
            return true;
        }
        Node value = segment.key().isEmpty()
                ? item
                : item instanceof MappingNode mapping ? mapping.get(segment.key()) : null;
        if (!(value instanceof ScalarNode scalar) || segment.regex() == null) {
            return false;
        }
        work.write(scalar.text().length());
        return segment.regex().find(asWritten(scalar), work);
    }

    /** kustomize matches a scalar with its quotes, so that {@code ^web$} does not find a quoted one. */
    private static String asWritten(ScalarNode scalar) {
        return switch (scalar.style()) {
            case SINGLE_QUOTED -> "'" + scalar.text().replace("'", "''") + "'";
            case DOUBLE_QUOTED -> "\"" + scalar.text() + "\"";
            case LITERAL -> "|-\n" + scalar.text();
            case FOLDED -> ">-\n" + scalar.text();
            case PLAIN ->
                scalar.isString() && RESOLVER.plain(scalar.text()).type() != ScalarNode.Type.STRING
                        ? "\"" + scalar.text() + "\""
                        : scalar.text().strip();
        };
    }

    /** A scalar of whatever type its text is without quotes. */
    static ScalarNode plain(String text, Origin origin) {
        ScalarResolver.Resolution resolution = RESOLVER.plain(text);
        return new ScalarNode(resolution.text(), ScalarNode.Style.PLAIN, resolution.type(), origin);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.isNull();
    }

    private BuildException wrong(Segment segment, String wanted) {
        return BuildException.of(
                        "kustomize/replacement-target-missing",
                        "`" + segment.text() + "` of the field path `" + path + "` needs " + wanted
                                + ", and the target has something else there.",
                        path.written().origin())
                .withFix("Correct the field path: names lead into mappings, numbers and `[key=value]` into lists.");
    }
}
