package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ResourceResult;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Resources that failed before a change and are not looked at after it. A score that rises for that says nothing about
 * security, so it is said what became of them, and what the score would be if they were still counted.
 */
final class Disappearance {
    private static final int NAMED = 10;

    private Disappearance() {}

    static List<String> warnings(Comparison comparison) {
        ScanGate.Side head = comparison.head();
        Identities identities = comparison.identities();
        Map<Identity, Set<String>> tested = tested(comparison.after(), identities);
        Set<Identity> known = comparison.bases().stream().map(identities::of).collect(Collectors.toSet());
        List<String> said = new ArrayList<>();
        List<Manifest> gone = new ArrayList<>();
        int unknown = 0;
        for (Failed failed : failed(comparison.before(), identities).values()) {
            Identity identity = identities.of(failed.manifest());
            Set<String> looking = tested.get(identity);
            String became =
                    looking == null ? becameOf(identity, comparison, known) : unseenOf(failed, comparison, looking);
            if (looking == null && became.isEmpty() && head.hasFailed()) {
                unknown++;
            } else if (looking == null) {
                gone.add(failed.manifest());
                String absent = head.isWhole() ? "it is not rendered any more" : "it is not rendered here any more";
                said.add("`" + identity + "` failed before and is not looked at any more: "
                        + (became.isEmpty() ? absent : became) + ".");
            } else if (!became.isEmpty()) {
                gone.add(failed.manifest());
                said.add("`" + identity + "` failed before by " + became + ".");
            }
        }
        List<String> warnings = new ArrayList<>(said.subList(0, Math.min(NAMED, said.size())));
        if (said.size() > NAMED) {
            warnings.add("The same is true of " + (said.size() - NAMED) + " more.");
        }
        if (unknown > 0) {
            warnings.add("Of " + unknown + (unknown == 1 ? " resource that failed" : " resources that failed")
                    + " before nothing is known: not everything could be rendered.");
        }
        if (!gone.isEmpty() && comparison.isRising()) {
            List<Manifest> with = new ArrayList<>(comparison.heads());
            with.addAll(gone);
            warnings.add(String.format(
                    Locale.ROOT,
                    "The score rises from %.2f%% to %.2f%%, but would be %.2f%% if what is no longer looked at still"
                            + " counted.",
                    comparison.before().compliance(),
                    comparison.after().compliance(),
                    comparison.score(with)));
        }
        return List.copyOf(warnings);
    }

    /**
     * A resource that failed.
     *
     * @param controls ids of those that it failed
     */
    private record Failed(Manifest manifest, Set<String> controls) {}

    /** Empty unless the version is another one that not every control looks at. */
    private static String unseenOf(Failed failed, Comparison comparison, Set<String> looking) {
        String version = failed.manifest().apiVersion();
        Set<String> blind = new TreeSet<>(failed.controls());
        blind.removeAll(looking);
        if (blind.isEmpty()) {
            return "";
        }
        Identities identities = comparison.identities();
        Identity identity = identities.of(failed.manifest());
        return comparison.heads().stream()
                .filter(manifest -> identities.of(manifest).equals(identity)
                        && !manifest.apiVersion().equals(version))
                .findFirst()
                .map(manifest -> String.join(
                                ", ",
                                blind.stream()
                                        .map(control -> "`" + control + "`")
                                        .toList())
                        + (blind.size() == 1 ? ", which does" : ", which do") + " not look at its version `"
                        + manifest.apiVersion() + "`")
                .orElse("");
    }

    /** Empty when nothing of its name is there. */
    private static String becameOf(Identity identity, Comparison comparison, Set<Identity> known) {
        Manifest elsewhere = null;
        for (Manifest manifest : comparison.heads()) {
            Identity other = comparison.identities().of(manifest);
            if (!other.name().equals(identity.name())) {
                continue;
            }
            boolean isSameKind = other.kind().equals(identity.kind());
            boolean isSameNamespace = other.namespace().equals(identity.namespace());
            if (isSameKind && isSameNamespace) {
                return "no control looks at its version `" + manifest.apiVersion() + "`";
            }
            if (isSameKind && comparison.settings().excludes(manifest)) {
                return "it is in the namespace `" + manifest.namespace() + "` now, which the settings exclude";
            }
            if (isSameNamespace && elsewhere == null && !known.contains(other)) {
                elsewhere = manifest;
            }
        }
        return elsewhere == null
                ? ""
                : "there is a `" + elsewhere.apiVersion() + " " + elsewhere.kind() + "` of its name now";
    }

    private static Map<Identity, Failed> failed(ScanReport report, Identities identities) {
        Map<Identity, Failed> failed = new LinkedHashMap<>();
        for (ControlResult control : report.controls()) {
            for (ResourceResult resource : control.resources()) {
                if (resource.status() == Status.FAILED) {
                    Identity.manifests(resource.object()).forEach(manifest -> failed.computeIfAbsent(
                                    identities.of(manifest), identity -> new Failed(manifest, new TreeSet<>()))
                            .controls()
                            .add(control.control().id()));
                }
            }
        }
        return failed;
    }

    /** Ids of the controls that look at each resource. */
    private static Map<Identity, Set<String>> tested(ScanReport report, Identities identities) {
        Map<Identity, Set<String>> tested = new HashMap<>();
        for (ControlResult control : report.controls()) {
            for (ResourceResult resource : control.resources()) {
                Identity.manifests(resource.object()).forEach(manifest -> tested.computeIfAbsent(
                                identities.of(manifest), identity -> new HashSet<>())
                        .add(control.control().id()));
            }
        }
        return tested;
    }
}
