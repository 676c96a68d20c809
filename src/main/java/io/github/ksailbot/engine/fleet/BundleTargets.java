package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bundle goes to a target, and in which ways. Where no cluster is known, what asks for one cannot be answered: then the
 * bundle goes there, customized by the target's name.
 *
 * <p>Findings: {@code fleet/group-unknown} where it depends on a group that is not declared, and those of {@link TargetMatcher}.
 */
final class BundleTargets {
    private final SourcePath directory;
    private final FleetFile file;
    private final FleetTarget target;
    private final @Nullable TargetMatcher matcher;

    BundleTargets(SourcePath directory, FleetFile file, FleetTarget target) {
        this.directory = directory;
        this.file = file;
        this.target = target;
        this.matcher = target.cluster() == null ? null : new TargetMatcher(target.cluster(), target);
    }

    /**
     * Namespaces that repositories put it into, one for each time that it is deployed; an empty name is that which the bundle says.
     * None when the target does not get it.
     */
    Set<String> namespaces() throws BundleException {
        List<MappingNode> own = file.overrideTargets();
        if (target.repositories().isEmpty()) {
            return own == null || isAny(own) ? Set.of("") : Set.of();
        }
        Set<String> namespaces = new LinkedHashSet<>();
        for (GitRepo repository : target.repositories()) {
            if (repository.reaches(directory)
                    && (target.cluster() == null
                            || repository.isFor(target.cluster().namespace()))
                    && isAny(own == null ? repository.targets() : own)) {
                namespaces.add(repository.targetNamespace());
            }
        }
        return namespaces;
    }

    /** The first that is meant for the target, or all of them where the file says so. */
    List<MappingNode> customizations() throws BundleException {
        List<MappingNode> meant = new ArrayList<>();
        for (MappingNode one : file.customizations()) {
            if (isMeant(one)) {
                meant.add(one);
                if (!file.countsAll()) {
                    break;
                }
            }
        }
        return meant;
    }

    private boolean isMeant(MappingNode customization) throws BundleException {
        if (matcher == null) {
            return customization.text("name").equals(target.name());
        }
        return switch (matcher.answer(customization)) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> throw unknown(customization, "how it is customized there");
        };
    }

    private boolean isAny(List<MappingNode> targets) throws BundleException {
        if (matcher == null) {
            return true;
        }
        MappingNode unknown = null;
        for (MappingNode one : targets) {
            TargetMatcher.Answer answer = matcher.answer(one);
            if (answer == TargetMatcher.Answer.YES) {
                return true;
            } else if (answer == TargetMatcher.Answer.UNKNOWN && unknown == null) {
                unknown = one;
            }
        }
        if (unknown != null) {
            throw unknown(unknown, "whether it goes there");
        }
        return false;
    }

    private BundleException unknown(MappingNode asked, String what) {
        String group = asked.text("clusterGroup");
        String field = group.isEmpty() ? "clusterGroupSelector" : "clusterGroup";
        return new BundleException(Finding.unchecked(
                        "fleet/group-unknown",
                        "What the bundle `%s` brings to the cluster `%s` was not checked: %s depends on %s, and no `ClusterGroup` of this repository is one."
                                .formatted(
                                        directory,
                                        target.name(),
                                        what,
                                        group.isEmpty()
                                                ? "groups of clusters with certain labels"
                                                : "the group of clusters `" + group + "`"),
                        asked.origin())
                .atField(field)
                .withFix("Keep the `ClusterGroup` in this repository, or choose clusters by `clusterSelector` or"
                        + " `clusterName`."));
    }
}
