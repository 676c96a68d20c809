package io.github.ksailbot.engine.kustomize.patch;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.regex.Regex;
import io.github.ksailbot.engine.kustomize.regex.RegexSyntaxException;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.ResId;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.typed.TypedMapping;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.ArrayList;
import java.util.List;
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
    private @Nullable LabelSelector parsedLabels;
    private @Nullable LabelSelector parsedAnnotations;

    private Selector(TypedMapping target, Work work) throws BuildException {
        origin = target.origin();
        group = regex(target, "group", work);
        version = regex(target, "version", work);
        kind = regex(target, "kind", work);
        name = regex(target, "name", work);
        namespace = regex(target, "namespace", work);
        annotations = target.string("annotationSelector");
        labels = target.string("labelSelector");
        target.finish();
    }

    /**
     * Reads the conditions.
     *
     * @param target with the fields of {@code patches.target}
     * @param work takes what compiling regular expressions costs
     * @throws BuildException when a regular expression cannot be understood
     */
    public static Selector read(TypedMapping target, Work work) throws BuildException {
        return new Selector(target, work);
    }

    private static @Nullable Regex regex(TypedMapping target, String key, Work work) throws BuildException {
        ScalarNode text = target.string(key);
        if (text == null || text.text().isEmpty()) {
            return null;
        }
        try {
            return Regex.compile(text.text(), work);
        } catch (RegexSyntaxException e) {
            throw BuildException.of(
                            INVALID,
                            "`" + key + "` of the target is not a regular expression: " + e.getMessage() + ".",
                            text.origin())
                    .withFix("Put a backslash before symbols that stand for themselves.");
        }
    }

    /** Where the selector is written. */
    public Origin origin() {
        return origin;
    }

    /**
     * Places of those that are selected, rising.
     *
     * @throws BuildException when a label selector cannot be understood; kustomize looks at it only for resources that
     *     all other conditions select
     */
    public List<Integer> select(ResourceMap resources, Work work) throws BuildException {
        List<Integer> selected = new ArrayList<>();
        String only = name == null ? null : name.literal();
        if (only != null) {
            for (int place : resources.named(only, work)) {
                add(place, resources, selected, work);
            }
            return selected;
        }
        for (int place = 0; place < resources.size(); place++) {
            add(place, resources, selected, work);
        }
        return selected;
    }

    private void add(int place, ResourceMap resources, List<Integer> selected, Work work) throws BuildException {
        if (selects(resources.get(place), work)) {
            selected.add(place);
        }
    }

    /**
     * Whether a single resource is selected.
     *
     * @throws BuildException as {@link #select}
     */
    public boolean selects(Resource resource, Work work) throws BuildException {
        work.spend(2);
        return isNamed(resource, work)
                && (labels == null || labelSelector(labels, work).selects(resource::label, work))
                && (annotations == null || annotationSelector(annotations, work).selects(resource::annotation, work));
    }

    private boolean isNamed(Resource resource, Work work) {
        ResId now = resource.id();
        ResId first = resource.originalId();
        return matches(kind, now.gvk().kind(), work)
                && (matches(name, first.name(), work) || matches(name, now.name(), work))
                && (matches(namespace, first.effectiveNamespace(), work)
                        || matches(namespace, now.effectiveNamespace(), work))
                && matches(group, now.gvk().group(), work)
                && matches(version, now.gvk().version(), work);
    }

    private LabelSelector labelSelector(ScalarNode written, Work work) throws BuildException {
        LabelSelector parsed = parsedLabels;
        if (parsed == null) {
            parsed = LabelSelector.parse(written.text(), written.origin(), work);
            parsedLabels = parsed;
        }
        return parsed;
    }

    private LabelSelector annotationSelector(ScalarNode written, Work work) throws BuildException {
        LabelSelector parsed = parsedAnnotations;
        if (parsed == null) {
            parsed = LabelSelector.parse(written.text(), written.origin(), work);
            parsedAnnotations = parsed;
        }
        return parsed;
    }

    private static boolean matches(@Nullable Regex regex, String text, Work work) {
        return regex == null || regex.matches(text, work);
    }
}
