package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.Work;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file of {@code KEY=value} lines; a key without value is empty, {@code #} begins a comment line. */
final class EnvFile {
    private final LoadedFile content;
    private final Origin entry;

    EnvFile(LoadedFile content, Origin entry) {
        this.content = content;
        this.entry = entry;
    }

    void read(List<Pair> pairs, Work work) throws BuildException {
        work.write(content.content().length);
        String text = decode();
        int start = 0;
        for (int number = 1; start <= text.length(); number++) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            boolean carriage = end > start && text.charAt(end - 1) == '\r';
            String line = stripLeading(text.substring(start, carriage ? end - 1 : end));
            work.spend(1);
            if (!line.isEmpty() && !line.startsWith("#")) {
                work.spend(PairReader.STEPS_PER_PAIR);
                add(pairs, line, number);
            }
            start = end + 1;
        }
    }

    private void add(List<Pair> pairs, String line, int number) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? line : line.substring(0, equals);
        String value = equals < 0 ? "" : line.substring(equals + 1);
        if (!key.isEmpty()) {
            Origin origin = entry.as(Writer.GENERATOR, Origin.of(content.file(), number, 1));
            pairs.add(new Pair(key, value.getBytes(StandardCharsets.UTF_8), entry, origin));
        }
    }

    private String decode() throws BuildException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.content()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw BuildException.of(
                            "kustomize/generator",
                            "The file `%s` of variables is not UTF-8 text.".formatted(content.path()),
                            entry)
                    .withFix("Save it as UTF-8, or name it under `files`, which takes any content.");
        }
    }

    /** Without the spaces before, those of Unicode included. */
    private static String stripLeading(String line) {
        int start = 0;
        while (start < line.length()
                && (Character.isWhitespace(line.charAt(start)) || Character.isSpaceChar(line.charAt(start)))) {
            start++;
        }
        return line.substring(start);
    }
}
