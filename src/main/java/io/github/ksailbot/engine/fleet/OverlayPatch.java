package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;

/** Files in the overlays of a bundle that Fleet merges into files of the bundle; by themselves they are applied nowhere. */
public final class OverlayPatch {
    /** The directory of a bundle that its overlays lie in. */
    static final String OVERLAYS = "overlays";

    /** What the name of such a file has in place of the dot before its extension. */
    static final String MARK = "_patch.";

    private OverlayPatch() {}

    /** Whether a file is one, used for a known cluster or not. */
    public static boolean is(SourceTree tree, SourcePath file) {
        if (!file.name().contains(MARK)) {
            return false;
        }
        for (SourcePath directory = file.parent(); !directory.isRoot(); directory = directory.parent()) {
            if (directory.name().equals(OVERLAYS)) {
                try {
                    return tree.find(directory.parent().child(FleetFile.NAME)).isPresent();
                } catch (SourceException e) {
                    return false;
                }
            }
        }
        return false;
    }
}
