package io.github.ksailbot.cli.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.cli.console.CommandException;
import io.github.ksailbot.engine.scan.exception.ExceptionReader;
import io.github.ksailbot.engine.scan.own.OwnControlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the files say that {@code scan} was given by its flags.
 *
 * @param exceptions null when no file was named, and so for the others
 * @param inputs lists that configure controls, by name
 */
record ScanFiles(
        ExceptionReader.@Nullable Exceptions exceptions,
        @Nullable Map<String, List<String>> inputs,
        OwnControlReader.@Nullable OwnControls controls) {

    /** @throws CommandException when a file cannot be read, or is not what it should be */
    static ScanFiles read(@Nullable Path exceptions, @Nullable Path inputs, @Nullable Path controls)
            throws CommandException {
        return new ScanFiles(
                exceptions == null ? null : ExceptionReader.read(exceptions.toString(), bytes(exceptions)),
                inputs == null ? null : lists(inputs),
                controls == null ? null : LocalControls.read(controls));
    }

    private static byte[] bytes(Path file) throws CommandException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandException("The file `" + file + "` cannot be read.", e);
        }
    }

    private static Map<String, List<String>> lists(Path file) throws CommandException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(bytes(file));
        } catch (IOException e) {
            throw new CommandException("`" + file + "` is not JSON.", e);
        }
        JsonNode found = json.at("/settings/postureControlInputs");
        Map<String, List<String>> lists = new TreeMap<>();
        (found.isObject() ? found : json).properties().forEach(list -> {
            List<String> texts = new ArrayList<>();
            list.getValue().forEach(text -> texts.add(text.asText()));
            lists.put(list.getKey(), texts);
        });
        return lists;
    }
}
