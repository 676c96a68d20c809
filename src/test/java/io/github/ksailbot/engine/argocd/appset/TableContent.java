package io.github.ksailbot.engine.argocd.appset;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The repository that a case of a table describes. */
final class TableContent implements RepositoryContent {
    private final JsonNode table;

    TableContent(JsonNode table) {
        this.table = table;
    }

    @Override
    public String elsewhere(String url, String revision) {
        return "";
    }

    @Override
    public List<String> directories() throws SourceException {
        fail("repoError");
        List<String> all = new ArrayList<>();
        table.path("repoApps").forEach(app -> all.add(app.asText()));
        return all;
    }

    @Override
    public Map<String, byte[]> files(String pattern) throws SourceException {
        fail("repoPathsError");
        Map<String, byte[]> files = new TreeMap<>();
        boolean excludes = false;
        for (JsonNode excluded : table.path("excludePattern")) {
            excludes |= excluded.asText().equals(pattern);
        }
        String field = excludes ? "excludeFiles" : table.has("includeFiles") ? "includeFiles" : "repoFileContents";
        table.path(field)
                .properties()
                .forEach(file ->
                        files.put(file.getKey(), file.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    private void fail(String field) throws SourceException {
        if (table.hasNonNull(field)) {
            throw new SourceException(SourceException.Reason.MISSING, SourcePath.ROOT, "the case says so");
        }
    }
}
