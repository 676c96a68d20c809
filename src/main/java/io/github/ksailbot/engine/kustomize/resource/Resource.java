package io.github.ksailbot.engine.kustomize.resource;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.kustomize.resource.History.PreviousName;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource in the course of a build: its content, and what the build remembers about it. Immutable; bases share theirs
 * with every overlay.
 */
public final class Resource {
    private final MappingNode root;
    private final ResId id;
    private final History history;

    private Resource(MappingNode root, History history) {
        this.root = root;
        this.history = history;
        Manifest manifest = new Manifest(root);
        this.id = new ResId(Gvk.of(manifest.apiVersion(), manifest.kind()), manifest.name(), manifest.namespace());
    }

    public static Resource of(MappingNode root) {
        return new Resource(root, History.NONE);
    }

    public MappingNode root() {
        return root;
    }

    /** Other content, the same history: what a transformer that renames nothing does. */
    @SuppressWarnings(
            "ReferenceEquality") // a step that changes nothing gives the node back; comparing values would cost
    public Resource withRoot(MappingNode newRoot) {
        return newRoot == root ? this : new Resource(newRoot, history);
    }

    /**
     * Other content with values set in it, as labels and patches do it: a value that is shared by several fields is set in all of
     * them.
     *
     * @param work takes what looking for them costs
     */
    public Resource withValues(MappingNode newRoot, Work work) {
        if (history.shared().isEmpty()) {
            return withRoot(newRoot);
        }
        SharedValues.Spread spread = SharedValues.spread(history.shared(), root, newRoot, work);
        return new Resource(spread.root(), history.sharing(spread.shared()));
    }

    /** Remembers values that were added to several fields at once. */
    public Resource sharing(List<ScalarNode> values) {
        if (values.isEmpty()) {
            return this;
        }
        List<ScalarNode> all = new ArrayList<>(history.shared());
        all.addAll(values);
        return new Resource(root, history.sharing(List.copyOf(all)));
    }

    /** The same without what kustomize keeps among annotations: earlier ids, the wish for a hash, where it comes from. */
    public Resource forgotten() {
        return new Resource(root, history.forgotten());
    }

    /** The same without values that are shared by several fields: each is on its own from now on. */
    public Resource unshared() {
        return history.shared().isEmpty() ? this : new Resource(root, history.sharing(List.of()));
    }

    /** Whether another has the same current and previous ids. */
    boolean hasIdsOf(Resource other) {
        return id.equals(other.id)
                && (history.names().equals(other.history.names())
                        || new HashSet<>(effectiveIds()).equals(new HashSet<>(other.effectiveIds())));
    }

    private List<ResId> effectiveIds() {
        return allIds().stream().map(ResId::effective).toList();
    }

    /** How much the build remembers of it, for what remembering one thing more costs. */
    public int historySize() {
        return history.names().size()
                + history.prefixes().size()
                + history.suffixes().size()
                + history.transformations().size();
    }

    /** What it is called now. */
    public ResId id() {
        return id;
    }

    /** What it was called first. */
    public ResId originalId() {
        return history.names().isEmpty() ? id : previous(history.names().get(0));
    }

    /** What it was called before, oldest first, without the current id. */
    public List<ResId> previousIds() {
        List<ResId> ids = new ArrayList<>(history.names().size());
        history.names().forEach(name -> ids.add(previous(name)));
        return ids;
    }

    /** All ids that it ever had, oldest first, the current one last. */
    public List<ResId> allIds() {
        List<ResId> ids = previousIds();
        ids.add(id);
        return ids;
    }

    private ResId previous(PreviousName name) {
        return new ResId(new Gvk(id.gvk().group(), id.gvk().version(), name.kind()), name.name(), name.namespace());
    }

    public Gvk gvk() {
        return id.gvk();
    }

    public String kind() {
        return id.gvk().kind();
    }

    public String name() {
        return id.name();
    }

    /** {@code metadata.namespace} as written; empty when absent. */
    public String namespace() {
        return id.namespace();
    }

    /** For findings. */
    public ResourceId resourceId() {
        return new ResourceId(gvk().group(), gvk().version(), kind(), namespace(), name());
    }

    public Origin origin() {
        return root.origin();
    }

    public Manifest manifest() {
        return new Manifest(root);
    }

    /** Remembers the current id, for a change of name, namespace or kind that comes next. */
    public Resource rememberId() {
        PreviousName current = new PreviousName(kind(), name(), id.effectiveNamespace());
        List<PreviousName> names = history.names();
        boolean known = !names.isEmpty() && names.get(names.size() - 1).equals(current);
        return known ? this : new Resource(root, history.plusName(current));
    }

    public Resource withPrefix(String prefix) {
        return prefix.isEmpty() ? this : new Resource(root, history.plusPrefix(prefix));
    }

    public Resource withSuffix(String suffix) {
        return suffix.isEmpty() ? this : new Resource(root, history.plusSuffix(suffix));
    }

    /** In the order in which they were added: the outermost last. */
    public List<String> prefixes() {
        return history.prefixes();
    }

    /** In the order in which they were added: the outermost last. */
    public List<String> suffixes() {
        return history.suffixes();
    }

    /** Remembers that the var of this name reads from here. */
    public Resource withVariable(String variable) {
        return new Resource(root, history.plusVariable(variable));
    }

    public List<String> variables() {
        return history.variables();
    }

    public Behavior behavior() {
        return history.behavior();
    }

    public boolean needsHashSuffix() {
        return history.needsHashSuffix();
    }

    public Resource generated(Behavior behavior, boolean hashSuffix) {
        return new Resource(root, history.generated(behavior, hashSuffix));
    }

    /** Notes where the resource comes from. */
    public Resource from(BuildNote source) {
        return new Resource(root, history.from(source));
    }

    /** Notes a change; the first one that is noted of a resource from nowhere counts as its source. */
    public Resource changedBy(BuildNote note) {
        return new Resource(root, history.source() == null ? history.from(note) : history.plusTransformation(note));
    }

    /** Where the resource comes from, as YAML; empty when nobody noted it. */
    public String sourceText() {
        BuildNote source = history.source();
        return source == null ? "" : source.yaml("");
    }

    /** What changed the resource, as a YAML list; empty when nobody noted it. */
    public String transformationsText() {
        StringBuilder list = new StringBuilder();
        history.transformations().forEach(note -> list.append("- ").append(note.yaml("  ")));
        return list.toString();
    }

    /** This content with the names, prefixes, suffixes and vars of {@code older}, which it takes the place of. */
    public Resource inPlaceOf(Resource older) {
        return new Resource(
                root, older.history.generated(older.behavior(), needsHashSuffix() && older.needsHashSuffix()));
    }

    public Map<String, String> labels() {
        return metadata("labels");
    }

    /** The text of one label; empty when it is no text, null when there is none. */
    public @Nullable String label(String key) {
        return metadata("labels", key);
    }

    /** The text of one annotation; empty when it is no text, null when there is none. */
    public @Nullable String annotation(String key) {
        return metadata("annotations", key);
    }

    private @Nullable String metadata(String field, String key) {
        MappingNode metadata = root.mapping("metadata");
        MappingNode map = metadata == null ? null : metadata.mapping(field);
        return map == null || !map.has(key) ? null : map.text(key);
    }

    public Map<String, String> annotations() {
        return metadata("annotations");
    }

    private Map<String, String> metadata(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        MappingNode metadata = root.mapping("metadata");
        MappingNode map = metadata == null ? null : metadata.mapping(field);
        if (map != null) {
            for (MappingNode.Entry entry : map.entries()) {
                boolean text = entry.value() instanceof ScalarNode scalar && !scalar.isNull();
                texts.put(entry.key().text(), text ? map.text(entry.key().text()) : "");
            }
        }
        return texts;
    }

    /** The current id, as kustomize prints it. */
    @Override
    public String toString() {
        return id.toString();
    }
}
