package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.regex.Regex;
import io.github.ksailbot.engine.kustomize.regex.RegexSyntaxException;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a patch is for: all conditions that are given have to hold. Group, version, kind, name and namespace are
 * regular expressions for the whole text; name and namespace may be those that the resource had first.
 */
public final class Selector {
    static final String INVALID = "kustomize/patch-selector";

    private final Origin origin;
    private final @Nullable Regex group;
    private final @Nullable Regex version;
    private final @Nullable Regex kind;
    private final @Nullable Regex name;
    private final @Nullable Regex namespace;
    private final @Nullable ScalarNode labels;
    private final @Nullable ScalarNode annotations;

    private Selector(TypedMapping target) throws BuildException {
        origin = target.origin();
        group = regex(target, "group");
        version = regex(target, "version");
        kind = regex(target, "kind");
        name = regex(target, "name");
        namespace = regex(target, "namespace");
        annotations = target.string("annotationSelector");
        labels = target.string("labelSelector");
        target.finish();
    }

    /**
     * Reads the conditions.
     *
     * @param target with the fields of {@code patches.target}
     * @throws BuildException when a regular expression cannot be understood
     */
    public static Selector read(TypedMapping target) throws BuildException {
        return new Selector(target);
    }

    private static @Nullable Regex regex(TypedMapping target, String key) throws BuildException {
        ScalarNode text = target.string(key);
        if (text == null || text.text().isEmpty()) {
            return null;
        }
        try {
            return Regex.compile(text.text());
        } catch (RegexSyntaxException e) {
            throw BuildException.of(
                    INVALID,
                    "`" + key + "` of the target is not a regular expression: " + e.getMessage() + ".",
                    text.origin());
        }
    }

    /** Where the selector is written. */
    public Origin origin() {
        return origin;
    }

    /**
     * Those that are selected, in their order.
     *
     * @throws BuildException when a label selector cannot be understood; kustomize looks at it only for resources that
     *     all other conditions select
     */
    public List<Resource> select(ResourceMap resources) throws BuildException {
        List<Resource> selected = new ArrayList<>();
        for (Resource resource : resources.resources()) {
            if (selects(resource)) {
                selected.add(resource);
            }
        }
        return selected;
    }

    /**
     * Whether a single resource is selected.
     *
     * @throws BuildException as {@link #select}
     */
    public boolean selects(Resource resource) throws BuildException {
        return isNamed(resource) && holds(labels, resource.labels()) && holds(annotations, resource.annotations());
    }

    private boolean isNamed(Resource resource) {
        ResId now = resource.id();
        ResId first = resource.originalId();
        return (matches(namespace, first.effectiveNamespace()) || matches(namespace, now.effectiveNamespace()))
                && (matches(name, first.name()) || matches(name, now.name()))
                && matches(group, now.gvk().group())
                && matches(version, now.gvk().version())
                && matches(kind, now.gvk().kind());
    }

    private static boolean holds(@Nullable ScalarNode selector, Map<String, String> texts) throws BuildException {
        return selector == null
                || LabelSelector.parse(selector.text(), selector.origin()).selects(texts);
    }

    private static boolean matches(@Nullable Regex regex, String text) {
        return regex == null || regex.matches(text);
    }
}
