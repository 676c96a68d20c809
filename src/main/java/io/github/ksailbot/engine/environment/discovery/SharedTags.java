package io.github.ksailbot.engine.environment.discovery;

import io.github.ksailbot.engine.environment.DeliverySettings;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.engine.environment.ExpandedText;
import io.github.ksailbot.engine.environment.GitOpsEngine;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Environments that deliver different content to one tag of one repository of a registry: whichever is delivered last would
 * be what the clusters of all of them run. Environments with the same source directory and engine may share a tag, as they
 * have the same artifact and begin at different places inside of it.
 */
public final class SharedTags {
    private static final String DEFAULT_TAG = "dev";

    private SharedTags() {}

    /**
     * What is wrong, for each environment that is in such a clash.
     *
     * @param variables none of them secret; where one has no value, addresses are compared as they are written
     */
    public static Map<EnvironmentName, Finding> of(List<Environment> environments, Map<String, String> variables) {
        Map<EnvironmentName, Finding> found = new TreeMap<>();
        for (Environment environment : environments) {
            List<Environment> others = environments.stream()
                    .filter(other -> clash(environment, other, variables))
                    .toList();
            if (!others.isEmpty()) {
                found.put(environment.name(), finding(environment, others, variables));
            }
        }
        return found;
    }

    private static boolean clash(Environment one, Environment other, Map<String, String> variables) {
        return !one.name().equals(other.name())
                && one.engine() != GitOpsEngine.NONE
                && other.engine() != GitOpsEngine.NONE
                && one.delivery().registry().isPresent()
                && other.delivery().registry().isPresent()
                && !(one.sourceDirectory().equals(other.sourceDirectory()) && one.engine() == other.engine())
                && Place.of(one, variables).equals(Place.of(other, variables));
    }

    private static Finding finding(Environment environment, List<Environment> others, Map<String, String> variables) {
        List<String> named = new ArrayList<>();
        others.forEach(other -> named.add("`" + other.name() + "` (`" + other.config() + "`) delivers " + what(other)));
        Origin origin = environment.delivery().registry().origin();
        return Finding.error(
                        "environment/shared-tag",
                        "The environment `" + environment.name() + "` delivers " + what(environment) + " to `"
                                + Place.of(environment, variables) + "`, to which " + String.join(" and ", named)
                                + ": each delivery would overwrite the other's.",
                        origin)
                .atField("spec.cluster.localRegistry.registry")
                .withFix("Give each a tag of its own in `spec.workload.tag`, or a repository of its own.");
    }

    private static String what(Environment environment) {
        return "`" + environment.sourceDirectory() + "` for "
                + (environment.engine() == GitOpsEngine.ARGO_CD ? "Argo CD" : "Flux");
    }

    /**
     * @param repository with its host; the source directory stands for the path of a reference that has none
     */
    private record Place(String repository, String tag) {
        static Place of(Environment environment, Map<String, String> variables) {
            DeliverySettings delivery = environment.delivery();
            ExpandedText expanded = delivery.registry().address(variables);
            String address = expanded.unresolved().isEmpty()
                    ? expanded.text()
                    : delivery.registry().address();
            int slash = address.indexOf('/');
            int colon = address.lastIndexOf(':');
            boolean isTagged =
                    slash > 0 && colon > slash && expanded.unresolved().isEmpty();
            String repository = isTagged ? address.substring(0, colon) : address;
            String own = isTagged ? address.substring(colon + 1) : "";
            String tag = !delivery.tag().isEmpty() ? delivery.tag() : own.isEmpty() ? DEFAULT_TAG : own;
            String host = slash > 0 ? repository.substring(0, slash) : repository;
            String path = slash > 0 ? repository.substring(slash + 1) : "";
            return new Place(
                    host.toLowerCase(Locale.ROOT) + "/"
                            + (path.isEmpty() ? Objects.toString(environment.sourceDirectory()) : path),
                    tag);
        }

        @Override
        public String toString() {
            return repository + ":" + tag;
        }
    }
}
