package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.typed.Excerpts;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.typed.FileLoader.LoadedFile;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the sources of a generator into pairs, in kustomize's order: envs, literals, files. */
final class PairReader {
    /** A key, its value, their origins, and its entry in the generated resource. */
    static final int STEPS_PER_PAIR = 20;

    private final FileLoader files;
    private final Work work;

    PairReader(FileLoader files, Work work) {
        this.files = files;
        this.work = work;
    }

    List<Pair> read(GeneratorArgs args) throws BuildException {
        List<Pair> pairs = new ArrayList<>();
        for (ScalarNode entry : args.envs()) {
            LoadedFile content = files.load(entry);
            new EnvFile(content, entry.origin()).read(pairs, work);
        }
        for (ScalarNode entry : args.literals()) {
            work.spend(STEPS_PER_PAIR);
            work.write(entry.text().length());
            pairs.add(literal(entry));
        }
        for (ScalarNode entry : args.files()) {
            work.spend(STEPS_PER_PAIR);
            pairs.add(file(entry));
        }
        return pairs;
    }

    private static Pair literal(ScalarNode entry) throws BuildException {
        String text = entry.text();
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw BuildException.of(
                            "kustomize/generator",
                            "The literal `%s` is not of the form `key=value`.".formatted(Excerpts.shorten(text)),
                            entry.origin())
                    .withFix("Write a key and `=` before it.");
        }
        byte[] value = unquoted(text.substring(equals + 1)).getBytes(StandardCharsets.UTF_8);
        return new Pair(
                text.substring(0, equals), value, entry.origin(), entry.origin().as(Writer.GENERATOR, null));
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && value.charAt(0) == value.charAt(last)
                && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, last) : value;
    }

    private Pair file(ScalarNode entry) throws BuildException {
        String text = entry.text();
        int equals = text.indexOf('=');
        if (equals == 0 || equals == text.length() - 1 || (equals > 0 && text.indexOf('=', equals + 1) > 0)) {
            throw BuildException.of(
                            "kustomize/generator",
                            "The file source `%s` is neither a path nor `key=path`.".formatted(Excerpts.shorten(text)),
                            entry.origin())
                    .withFix("Neither key nor path may be empty or hold another `=`.");
        }
        String path = text.substring(equals + 1);
        String key = equals > 0 ? text.substring(0, equals) : lastSegment(path);
        LoadedFile content = files.load(new ScalarNode(path, entry.style(), entry.type(), entry.origin()));
        Origin origin = entry.origin().as(Writer.GENERATOR, Origin.of(content.file(), 1, 1));
        return new Pair(key, content.content(), entry.origin(), origin);
    }

    private static String lastSegment(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
