package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spec.values} holds behind a {@code targetPath}. helm-controller merges {@code values} into what it has, sets the
 * path in the result, and merges {@code values} over it once more at the end. The first merge copies a mapping only where
 * there are two of them; any other mapping or list of {@code values} becomes part of the result as it is, so that the path is
 * set in {@code values} too and outlasts the last merge. A value at the top is not: there {@code values} win.
 *
 * @see <a href="https://pkg.go.dev/github.com/fluxcd/pkg/chartutil#ChartValuesFromReferences">chartutil</a>
 */
final class InlineValues {
    private InlineValues() {}

    /**
     * @param inline {@code values} before
     * @param under what they were merged over
     * @param set the result with the path set
     * @param isInList whether the path leads through a list, else it puts another one in its place
     */
    static MappingNode after(MappingNode inline, MappingNode under, MappingNode set, boolean isInList) {
        List<MappingNode.Entry> changed = new ArrayList<>();
        for (MappingNode.Entry entry : inline.entries()) {
            String key = entry.key().text();
            changed.add(
                    new MappingNode.Entry(entry.key(), after(entry.value(), under.get(key), set.get(key), isInList)));
        }
        return inline.with(changed);
    }

    private static Node after(Node inline, @Nullable Node under, @Nullable Node set, boolean isInList) {
        if (inline instanceof MappingNode mapping && set instanceof MappingNode result) {
            return under instanceof MappingNode copied ? after(mapping, copied, result, isInList) : result;
        }
        // a longer list is another one
        boolean isSameList = inline instanceof SequenceNode list
                && set instanceof SequenceNode result
                && isInList
                && list.size() == result.size();
        return isSameList && set != null ? set : inline;
    }
}
