package io.github.ksailbot.engine.helm.values;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import java.util.ArrayList;
import java.util.List;

/** Values over values, as Helm and its controllers put them together: mappings key by key, everything else as a whole. */
public final class ValuesMerge {
    private ValuesMerge() {}

    /** Nulls stay: they delete what the chart says when it is rendered. */
    public static MappingNode merge(MappingNode under, MappingNode over) {
        if (under.isEmpty()) {
            return over;
        }
        List<MappingNode.Entry> changed = new ArrayList<>(over.size());
        for (MappingNode.Entry entry : over.entries()) {
            Node before = under.get(entry.key().text());
            Node value = before instanceof MappingNode old && entry.value() instanceof MappingNode mapping
                    ? merge(old, mapping)
                    : before == null
                            ? entry.value()
                            : entry.value().withOrigin(entry.value().origin().over(before.origin()));
            changed.add(new MappingNode.Entry(entry.key(), value));
        }
        return under.with(changed);
    }
}
