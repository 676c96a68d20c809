package io.github.ksailbot.outside.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    Path temporary;

    private List<Path> folders() throws IOException {
        try (var files = Files.list(temporary)) {
            return files.toList();
        }
    }

    /** Another process with workers, which is killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws IOException {
            Path worker = new WorkFolder(Path.of(arguments[0])).worker();
            Files.writeString(worker.resolve("chart.yaml"), "a: chart");
            System.out.println(worker.getParent());
            while (System.in.read() >= 0) {
                // until it is killed
            }
        }
    }

    @Test
    void folderOfAKilledProcess_isRemovedByTheNext_andThatOfALivingOneStays() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        temporary.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Path left = Path.of(owner.inputReader().readLine());
            try (WorkFolder folder = new WorkFolder(temporary)) {
                folder.worker();
                assertThat(left).exists();
                assertThat(folders()).hasSize(2);
            }
            assertThat(folders()).containsExactly(left);
            owner.destroyForcibly();
            assertThat(owner.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(left).exists();
            try (WorkFolder folder = new WorkFolder(temporary)) {
                Path worker = folder.worker();
                assertThat(left).doesNotExist();
                assertThat(folders()).containsExactly(worker.getParent());
            }
        } finally {
            owner.destroyForcibly();
        }
        assertThat(folders()).isEmpty();
    }

    @Test
    void foldersOfOneProcess_leaveEachOtherAlone() throws IOException {
        try (WorkFolder one = new WorkFolder(temporary);
                WorkFolder two = new WorkFolder(temporary);
                WorkFolder three = new WorkFolder(temporary)) {
            Path first = one.worker();
            Path second = two.worker();
            three.worker();
            assertThat(first).isDirectory();
            assertThat(second).isDirectory();
        }
    }

    @Test
    void linkThatLooksLikeOne_isNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("lock"));
        Files.createSymbolicLink(temporary.resolve("ksail-bot-charts-link"), elsewhere);
        try (WorkFolder folder = new WorkFolder(temporary)) {
            folder.worker();
        }
        assertThat(elsewhere.resolve("lock")).exists();
    }
}
