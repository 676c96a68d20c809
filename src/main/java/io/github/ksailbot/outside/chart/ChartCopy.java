package io.github.ksailbot.outside.chart;

import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.chart.ChartFile;
import io.github.ksailbot.engine.helm.template.RenderRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A chart on disk for one rendering: plain files in a directory of their own. Hooks, which the library keeps to itself, are
 * taken for manifests under another name of their annotation, which {@link #restored} gives back.
 */
final class ChartCopy {
    /** The template that says which API versions the cluster has: what {@code typeOf dict} comes to. */
    static final String API_VERSIONS = "map[string]interface {}";

    /**
     * A manifest beside those of the chart and of each chart in it, that names its directory: without it in the output, the chart
     * was not rendered, or not to its end.
     */
    static final String END = "/templates/ksail-bot-end.yaml";

    private static final String END_TEXT = "apiVersion: ksail-bot/v1\nkind: End\nmetadata:\n  name: ksail-bot-end\n";
    private static final String END_NOTE = "# of: ";
    private static final String CAPABILITIES = "templates/_ksail-bot-capabilities.tpl";

    private static final String HOOK = "helm.sh/hook";
    private static final String HIDDEN_HOOK = "helm.sh/h00k";

    private ChartCopy() {}

    /**
     * Writes the chart into {@code folder/chart} and the values into {@code folder/values.json}.
     *
     * @param folder empty, and the worker's own
     * @return schemas that the copy does not have, because they need others, by the directory of their chart
     */
    static Map<String, ValuesSchema> write(RenderRequest request, Path folder) throws IOException {
        Chart chart = request.chart();
        SortedSet<String> versions = request.cluster().apiVersions();
        Path top = folder.resolve("chart");
        Map<String, ValuesSchema> lacking = new TreeMap<>();
        for (Map.Entry<String, ChartFile> entry : chart.files().entrySet()) {
            String path = entry.getKey();
            byte[] content = entry.getValue().content();
            if (path.equals(ValuesSchema.NAME) || path.endsWith("/" + ValuesSchema.NAME)) {
                ValuesSchema schema = ValuesSchema.of(content);
                if (schema.content() == null) {
                    lacking.put(path.substring(0, Math.max(0, path.length() - ValuesSchema.NAME.length() - 1)), schema);
                } else {
                    write(top, path, schema.content());
                }
            } else {
                write(top, path, content(path, content, !versions.isEmpty()));
            }
        }
        if (!versions.isEmpty()) {
            write(top, CAPABILITIES, capabilities(versions).getBytes(StandardCharsets.UTF_8));
        }
        end(top, "");
        for (String part : chart.parts()) {
            end(top, part);
        }
        Files.writeString(values(folder), hidden(request.values(), !versions.isEmpty()));
        return lacking;
    }

    private static void end(Path top, String directory) throws IOException {
        // a name with an action in it is none: what is not seen again counts as left out
        String note = directory.matches("[A-Za-z0-9/._+-]*") ? directory : "?";
        write(top, directory + END, (END_NOTE + note + "\n" + END_TEXT).getBytes(StandardCharsets.UTF_8));
    }

    /** The directory of the chart whose end this is. */
    static String endOf(String yaml) {
        return yaml.lines()
                .filter(line -> line.startsWith(END_NOTE))
                .findFirst()
                .map(line -> line.substring(END_NOTE.length()).strip())
                .orElse("?");
    }

    static Path values(Path folder) {
        return folder.resolve("values.json");
    }

    /** Manifests with their hooks, and the words that were changed, under their own names again. */
    static String restored(String output) {
        return TemplateText.restored(output.replace(HIDDEN_HOOK, HOOK));
    }

    private static void write(Path top, String name, byte[] content) throws IOException {
        Path file = top.resolve(name.startsWith("/") ? name.substring(1) : name).normalize();
        if (!file.startsWith(top)) {
            throw new IOException("a path of the chart leads out of it");
        }
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** What stands in the copy. */
    private static byte[] content(String path, byte[] content, boolean knowsVersions) {
        boolean isTemplate = path.startsWith("templates/") || path.contains("/templates/");
        String text = text(content);
        if (text.isEmpty()) {
            return content;
        }
        String changed = isTemplate
                ? TemplateText.rewrite(text.replace(HOOK, HIDDEN_HOOK), knowsVersions)
                : hidden(text, knowsVersions);
        return changed.equals(text) ? content : changed.getBytes(StandardCharsets.UTF_8);
    }

    private static String hidden(String text, boolean knowsVersions) {
        return TemplateText.rewriteQuoted(text.replace(HOOK, HIDDEN_HOOK), knowsVersions);
    }

    /** Empty for what is no text. */
    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static String capabilities(SortedSet<String> versions) {
        StringBuilder json = new StringBuilder("{{- define \"" + API_VERSIONS + "\" -}}\n{");
        String separator = "";
        for (String version : versions) {
            // what a custom resource definition of the repository says may be any text
            if (version.matches("[A-Za-z0-9./_-]+")) {
                json.append(separator).append('"').append(version).append("\":1");
                separator = ",";
            }
        }
        return json.append("}\n{{- end -}}\n").toString();
    }
}
