package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ResourceResult;
import io.github.ksailbot.engine.scan.ScanReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Resources that a change brings under what the settings let pass: an exception, by a label or a name for instance, or an
 * excluded namespace.
 */
final class Hiding {
    private static final int NAMED = 10;

    private Hiding() {}

    /**
     * @param controls ids of those that it fails
     * @param exceptions names of what lets it pass
     */
    private record Excepted(SortedSet<String> controls, SortedSet<String> exceptions) {}

    static List<String> warnings(Comparison comparison) {
        boolean knowsBefore = !comparison.base().hasFailed();
        String since = knowsBefore ? ", and was not before." : "; not everything was rendered before.";
        List<String> said = new ArrayList<>();
        excepted(comparison)
                .forEach((identity, what) -> said.add("`" + identity
                        + "` is excepted from " + named(what.controls()) + " by " + by(what.exceptions())
                        + since));
        List<String> warnings = new ArrayList<>(said.subList(0, Math.min(NAMED, said.size())));
        if (said.size() > NAMED) {
            int more = said.size() - NAMED;
            warnings.add(more + (more == 1 ? " more resource is" : " more resources are") + " excepted"
                    + (knowsBefore ? ", and were not before." : "."));
        }
        Set<Identity> excluded = excluded(comparison.heads(), comparison);
        excluded.removeAll(excluded(comparison.bases(), comparison));
        if (!excluded.isEmpty()) {
            String more = knowsBefore ? " more" : "";
            warnings.add(
                    (excluded.size() == 1 ? "One" + more + " resource is" : excluded.size() + more + " resources are")
                            + " in namespaces that the settings exclude: "
                            + named(excluded.stream().map(Identity::toString).toList()) + ".");
        }
        return warnings;
    }

    private static Map<Identity, Excepted> excepted(Comparison comparison) {
        Map<Identity, Excepted> excepted = exceptions(comparison.after(), comparison.identities());
        exceptions(comparison.before(), comparison.identities()).forEach((identity, known) -> {
            Excepted now = excepted.get(identity);
            if (now != null) {
                now.controls().removeAll(known.controls());
                if (now.controls().isEmpty()) {
                    excepted.remove(identity);
                }
            }
        });
        return excepted;
    }

    private static Map<Identity, Excepted> exceptions(ScanReport report, Identities identities) {
        Map<Identity, Excepted> excepted = new LinkedHashMap<>();
        for (ControlResult control : report.controls()) {
            for (ResourceResult resource : control.resources()) {
                List<String> names = resource.rules().stream()
                        .flatMap(rule -> rule.exceptions().stream())
                        .toList();
                if (!names.isEmpty()) {
                    for (Manifest manifest : Identity.manifests(resource.object())) {
                        Excepted known = excepted.computeIfAbsent(
                                identities.of(manifest), identity -> new Excepted(new TreeSet<>(), new TreeSet<>()));
                        known.controls().add(control.control().id());
                        known.exceptions().addAll(names);
                    }
                }
            }
        }
        return excepted;
    }

    private static Set<Identity> excluded(List<Manifest> manifests, Comparison comparison) {
        return manifests.stream()
                .filter(comparison.settings()::excludes)
                .map(comparison.identities()::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String by(SortedSet<String> exceptions) {
        return exceptions.stream()
                .map(name -> name.equals(ResourceResult.INLINE) ? "an annotation of its own" : "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private static String named(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add("`" + name + "`"));
        String first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
        return all.size() > NAMED ? first + " and " + (all.size() - NAMED) + " more" : first;
    }
}
