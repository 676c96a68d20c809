package io.github.ksailbot.engine.kustomize.generate;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.kustomize.resource.Behavior;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.typed.FileLoader;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.MappingNode.Entry;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.ScalarNode.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a config map or a secret from files, literals and files of variables. */
public final class Generator {
    private final Kind kind;
    private final GeneratorArgs args;
    private final GeneratorOptions options;
    private final FileLoader files;
    private final Origin author;

    /** What is made. */
    public enum Kind {
        CONFIG_MAP("ConfigMap"),
        SECRET("Secret");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What kustomize calls the generator. */
        public String plugin() {
            return word + "Generator";
        }
    }

    /**
     * @param common the kustomization's {@code generatorOptions}
     */
    public Generator(Kind kind, GeneratorArgs args, GeneratorOptions common, FileLoader files) {
        this.kind = kind;
        this.args = args;
        this.options = args.options().over(common);
        this.files = files;
        this.author = args.origin().as(Writer.GENERATOR, null);
    }

    public Resource generate(Work work) throws BuildException {
        ScalarNode name = args.name();
        if (name == null || name.text().isEmpty()) {
            throw BuildException.of(
                            "kustomize/generator",
                            "A generated %s must have a name.".formatted(kind.word),
                            args.origin())
                    .withFix("Add a `name` to this entry.");
        }
        List<Entry> root = new ArrayList<>();
        root.add(entry("apiVersion", string("v1", author)));
        root.add(entry("kind", string(kind.word, author)));
        root.add(entry("metadata", metadata(name)));
        if (kind == Kind.SECRET) {
            ScalarNode type = args.type();
            root.add(entry("type", type == null || type.text().isEmpty() ? string("Opaque", author) : generated(type)));
        }
        DataFields data = data(name.text(), work);
        data.addTo(root);
        Origin immutable = options.immutable();
        if (immutable != null) {
            Origin asked = immutable.as(Writer.GENERATOR, null);
            root.add(entry("immutable", new ScalarNode("true", Style.PLAIN, ScalarNode.Type.BOOLEAN, asked)));
        }
        Resource resource = Resource.of(MappingNode.of(root, author));
        return resource.generated(behavior(), !options.disableNameSuffixHash());
    }

    private Behavior behavior() {
        ScalarNode word = args.behavior();
        return word == null ? Behavior.UNSPECIFIED : Behavior.parse(word.text()).orElse(Behavior.UNSPECIFIED);
    }

    private MappingNode metadata(ScalarNode name) {
        List<Entry> metadata = new ArrayList<>();
        metadata.add(entry("name", generated(name)));
        ScalarNode namespace = args.namespace();
        if (namespace != null && !namespace.text().isEmpty()) {
            metadata.add(entry("namespace", generated(namespace)));
        }
        addMap(metadata, "labels", options.labels());
        addMap(metadata, "annotations", options.annotations());
        return MappingNode.of(metadata, author);
    }

    private void addMap(List<Entry> metadata, String field, Map<String, ScalarNode> texts) {
        if (!texts.isEmpty()) {
            List<Entry> entries = new ArrayList<>();
            new TreeMap<>(texts).forEach((key, value) -> entries.add(entry(key, generated(value))));
            metadata.add(entry(field, MappingNode.of(entries, author)));
        }
    }

    private DataFields data(String name, Work work) throws BuildException {
        DataFields data = new DataFields(kind, author);
        Set<String> keys = new HashSet<>();
        for (Pair pair : new PairReader(files, work).read(args)) {
            if (!keys.add(pair.key())) {
                throw BuildException.of(
                                "kustomize/generator",
                                "The key `%s` is given to `%s` twice.".formatted(pair.key(), name),
                                pair.entry())
                        .withFix("Remove one of its sources, or give a file another key: `key=path`.");
            }
            work.write(pair.value().length);
            data.add(pair);
        }
        return data;
    }

    private static ScalarNode generated(ScalarNode asked) {
        return string(asked.text(), asked.origin().as(Writer.GENERATOR, null));
    }

    static ScalarNode string(String text, Origin origin) {
        return ScalarNode.string(text, origin);
    }

    static Entry entry(String key, Node value) {
        return new Entry(string(key, value.origin()), value);
    }
}
