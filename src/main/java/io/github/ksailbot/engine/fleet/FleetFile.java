package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code fleet.yaml} says.
 *
 * @see <a href="https://fleet.rancher.io/ref-fleet-yaml">fleet.yaml</a>
 */
public record FleetFile(MappingNode root) {
    /** Its name. */
    public static final String NAME = "fleet.yaml";

    /** Names of the targets that get the bundle in their own way, in the order in which they are tried. */
    public List<String> targets() {
        return customizations().stream()
                .map(one -> one.text("name"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Null when the target gets the bundle as every other one does. */
    private @Nullable MappingNode customization(String target) {
        return customizations().stream()
                .filter(one -> one.text("name").equals(target))
                .findFirst()
                .orElse(null);
    }

    /** Whether a target does not get the bundle at all. */
    boolean leavesOut(String target) {
        MappingNode own = customization(target);
        return own != null && own.text("doNotDeploy").equals("true");
    }

    /** A field of a section for a target: its own, or that of the bundle; null when neither says. */
    @Nullable Node get(String target, String section, String field) {
        MappingNode own = customization(target);
        MappingNode ownSection = own == null ? null : own.mapping(section);
        Node found = ownSection == null ? null : ownSection.get(field);
        MappingNode all = root.mapping(section);
        return found != null ? found : all == null ? null : all.get(field);
    }

    /** A field of the file itself for a target. */
    @Nullable Node get(String target, String field) {
        MappingNode own = customization(target);
        Node found = own == null ? null : own.get(field);
        return found != null ? found : root.get(field);
    }

    boolean hasHelm(String target) {
        MappingNode own = customization(target);
        return root.mapping("helm") != null || (own != null && own.mapping("helm") != null);
    }

    List<String> overlays(String target) {
        List<String> overlays = new ArrayList<>();
        if (get(target, "yaml", "overlays") instanceof SequenceNode names) {
            for (Node name : names.items()) {
                if (name instanceof ScalarNode scalar) {
                    overlays.add(scalar.text());
                }
            }
        }
        return overlays;
    }

    private List<MappingNode> customizations() {
        SequenceNode items = root.sequence("targetCustomizations");
        List<MappingNode> customizations = new ArrayList<>();
        if (items != null) {
            for (Node item : items.items()) {
                if (item instanceof MappingNode one) {
                    customizations.add(one);
                }
            }
        }
        return customizations;
    }
}
