package io.github.ksailbot.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.source.MemorySourceTree;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceWalkTest {
    private static SourceWalk walk(int maxFiles, int maxDirectories) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            files.put("d" + i + "/a.yaml", "");
        }
        SourceWalk walk = new SourceWalk(MemorySourceTree.of(files), maxFiles, maxDirectories);
        walk.descend(SourcePath.ROOT);
        return walk;
    }

    @Test
    void walk_withinItsLimits_findsEveryFile() {
        SourceWalk walk = walk(100, 100);

        assertThat(walk.files()).hasSize(5);
        assertThat(walk.findings()).isEmpty();
    }

    @Test
    void walk_overALimit_isNeverTakenForAWholeLook() {
        assertThat(walk(2, 100).findings()).singleElement().matches(Finding::isUnchecked);
        assertThat(walk(100, 3).findings()).singleElement().matches(Finding::isUnchecked);
        assertThat(walk(100, 3).files()).hasSizeLessThan(5);
    }
}
