package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.argocd.glob.Glob;
import io.github.ksailbot.engine.argocd.glob.GlobException;
import io.github.ksailbot.engine.argocd.glob.GlobSyntax;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code git}: the directories of a repository, or the content of its files. */
final class GitGenerator implements Generator {
    private final RepositoryContent repository;
    private final TemplateText texts;
    private final Consumer<Finding> warnings;

    /** @param warnings of patterns that are none */
    GitGenerator(RepositoryContent repository, TemplateText texts, Consumer<Finding> warnings) {
        this.repository = repository;
        this.texts = texts;
        this.warnings = warnings;
    }

    /** @param path a pattern */
    private record Item(Node node, String path, boolean exclude) {}

    @Override
    public List<Map<String, @Nullable Object>> params(MappingNode spec) throws GeneratorException, GoTemplateException {
        List<Item> directories = items(spec, "directories");
        List<Item> files = items(spec, "files");
        if (directories.isEmpty() && files.isEmpty()) {
            throw new GeneratorException(
                    GeneratorException.Reason.WRONG, "it names neither `directories` nor `files`", spec.origin());
        }
        String elsewhere = repository.elsewhere(spec.text("repoURL"), spec.text("revision"));
        if (!elsewhere.isEmpty()) {
            throw new GeneratorException(GeneratorException.Reason.OUTSIDE, elsewhere, spec.origin());
        }
        GitParams params = new GitParams(texts, spec.text("pathParamPrefix"), Generators.texts(spec.mapping("values")));
        try {
            return directories.isEmpty() ? files(files, params) : directories(directories, params);
        } catch (SourceException e) {
            throw new GeneratorException(
                    e.isUnchecked() ? GeneratorException.Reason.LIMIT : GeneratorException.Reason.WRONG,
                    "the repository cannot be read: " + e.getMessage(),
                    spec.origin());
        }
    }

    private List<Map<String, @Nullable Object>> directories(List<Item> items, GitParams params)
            throws SourceException, GoTemplateException {
        List<Glob> included = globs(items, false);
        List<Glob> excluded = globs(items, true);
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (String directory : repository.directories()) {
            if (included.stream().anyMatch(glob -> glob.matches(directory))
                    && excluded.stream().noneMatch(glob -> glob.matches(directory))) {
                all.add(params.ofDirectory(directory));
            }
        }
        return all;
    }

    /** A pattern that is none matches nothing, for Argo CD too. */
    private List<Glob> globs(List<Item> items, boolean exclude) {
        List<Glob> globs = new ArrayList<>();
        for (Item item : items) {
            if (item.exclude() == exclude) {
                try {
                    globs.add(Glob.parse(item.path(), GlobSyntax.PATH));
                } catch (GlobException e) {
                    warnings.accept(Finding.warning(
                            "argocd/pattern",
                            "`%s` matches nothing: %s.".formatted(item.path(), e.getMessage()),
                            item.node().origin()));
                }
            }
        }
        return globs;
    }

    private List<Map<String, @Nullable Object>> files(List<Item> items, GitParams params)
            throws SourceException, GoTemplateException {
        Map<String, byte[]> found = new TreeMap<>();
        for (Item item : items) {
            if (!item.exclude()) {
                found.putAll(repository.files(item.path()));
            }
        }
        for (Item item : items) {
            if (item.exclude()) {
                found.keySet().removeAll(repository.files(item.path()).keySet());
            }
        }
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : found.entrySet()) {
            all.addAll(params.ofFile(file.getKey(), file.getValue()));
        }
        return all;
    }

    private static List<Item> items(MappingNode spec, String field) {
        List<Item> items = new ArrayList<>();
        SequenceNode written = spec.sequence(field);
        for (Node node : written == null ? List.<Node>of() : written.items()) {
            if (node instanceof MappingNode item) {
                items.add(new Item(node, item.text("path"), item.isTrue("exclude")));
            }
        }
        return items;
    }
}
