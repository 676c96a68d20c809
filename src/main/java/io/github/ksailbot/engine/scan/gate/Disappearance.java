package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ManifestLists;
import io.github.ksailbot.engine.scan.ResourceResult;
import io.github.ksailbot.engine.scan.ScanReport;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.Scanner;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resources that failed before a change and are not looked at after it. A score that rises for that says nothing about
 * security, so it is said what became of them, and what the score would be if they were still counted.
 */
final class Disappearance {
    private static final int NAMED = 10;

    private Disappearance() {}

    private record Identity(String kind, String namespace, String name) {
        static Identity of(Manifest manifest) {
            return new Identity(manifest.kind(), manifest.namespace(), manifest.name());
        }

        @Override
        public String toString() {
            return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
        }
    }

    static List<String> warnings(
            Scanner scanner,
            ScanSettings settings,
            ScanGate.Side head,
            ScanGate.Side base,
            ScanReport after,
            ScanReport before,
            Instant now) {
        Map<Identity, Manifest> failed = failed(before);
        Map<Identity, Status> seen = statuses(after);
        Set<Identity> excepted = excepted(after);
        List<String> said = new ArrayList<>();
        List<Manifest> gone = new ArrayList<>();
        List<Manifest> heads = ManifestLists.expand(head.manifests());
        int unknown = 0;
        for (Map.Entry<Identity, Manifest> entry : failed.entrySet()) {
            Identity identity = entry.getKey();
            if (!seen.containsKey(identity)) {
                String became = becameOf(identity, heads, settings);
                if (became.isEmpty() && head.hasFailed()) {
                    unknown++;
                    continue;
                }
                gone.add(entry.getValue());
                String absent = head.isWhole() ? "it is not rendered any more" : "it is not rendered here any more";
                said.add("`" + identity + "` failed before and is not looked at any more: "
                        + (became.isEmpty() ? absent : became) + ".");
            } else if (excepted.contains(identity) && seen.get(identity) == Status.PASSED) {
                said.add("`" + identity + "` failed before and excepts itself now by an annotation.");
            }
        }
        List<String> warnings = new ArrayList<>(said.subList(0, Math.min(NAMED, said.size())));
        if (said.size() > NAMED) {
            warnings.add("So are " + (said.size() - NAMED) + " more resources.");
        }
        if (unknown > 0) {
            warnings.add("Of " + unknown + (unknown == 1 ? " resource that failed" : " resources that failed")
                    + " before nothing is known: not everything could be rendered.");
        }
        if (!gone.isEmpty() && !head.hasFailed() && after.compliance() > before.compliance()) {
            List<Manifest> with = new ArrayList<>(heads);
            with.addAll(gone);
            float score = scanner.scan(with, settings, now).compliance();
            warnings.add(String.format(
                    Locale.ROOT,
                    "The score rises from %.2f%% to %.2f%%, but would be %.2f%% if what is no longer looked at still"
                            + " counted.",
                    before.compliance(),
                    after.compliance(),
                    score));
        }
        int excluded = after.coverage().excluded() - before.coverage().excluded();
        if (excluded > 0) {
            warnings.add(excluded + " more " + (excluded == 1 ? "resource is" : "resources are")
                    + " in namespaces that the settings exclude.");
        }
        return List.copyOf(warnings);
    }

    /** Empty when nothing of its name is there. */
    private static String becameOf(Identity identity, List<Manifest> heads, ScanSettings settings) {
        Manifest elsewhere = null;
        for (Manifest manifest : heads) {
            if (!manifest.name().equals(identity.name())) {
                continue;
            }
            boolean isSameKind = manifest.kind().equals(identity.kind());
            boolean isSameNamespace = manifest.namespace().equals(identity.namespace());
            if (isSameKind && isSameNamespace) {
                return "no control looks at its version `" + manifest.apiVersion() + "`";
            }
            if (isSameKind && settings.excludedNamespaces().contains(manifest.namespace())) {
                return "it is in the namespace `" + manifest.namespace() + "` now, which the settings exclude";
            }
            if (isSameNamespace && elsewhere == null) {
                elsewhere = manifest;
            }
        }
        return elsewhere == null
                ? ""
                : "there is a `" + elsewhere.apiVersion() + " " + elsewhere.kind() + "` of its name now";
    }

    private static Map<Identity, Manifest> failed(ScanReport report) {
        Map<Identity, Manifest> failed = new LinkedHashMap<>();
        for (ControlResult control : report.controls()) {
            for (ResourceResult resource : control.resources()) {
                if (resource.status() == Status.FAILED) {
                    manifests(resource.object())
                            .forEach(manifest -> failed.putIfAbsent(Identity.of(manifest), manifest));
                }
            }
        }
        return failed;
    }

    private static Map<Identity, Status> statuses(ScanReport report) {
        Map<Identity, Status> statuses = new LinkedHashMap<>();
        for (ControlResult control : report.controls()) {
            for (ResourceResult resource : control.resources()) {
                manifests(resource.object())
                        .forEach(manifest -> statuses.merge(Identity.of(manifest), resource.status(), Status::worst));
            }
        }
        return statuses;
    }

    private static Set<Identity> excepted(ScanReport report) {
        Set<Identity> excepted = new LinkedHashSet<>();
        for (ControlResult control : report.controls()) {
            for (ResourceResult resource : control.resources()) {
                boolean isInline = resource.rules().stream()
                        .anyMatch(rule -> rule.exceptions().contains(ResourceResult.INLINE));
                if (isInline) {
                    manifests(resource.object()).forEach(manifest -> excepted.add(Identity.of(manifest)));
                }
            }
        }
        return excepted;
    }

    private static List<Manifest> manifests(ScanObject object) {
        List<Manifest> manifests = new ArrayList<>();
        add(object.manifest(), manifests);
        object.related().forEach(related -> add(related.manifest(), manifests));
        return manifests;
    }

    private static void add(@Nullable Manifest manifest, List<Manifest> to) {
        if (manifest != null) {
            to.add(manifest);
        }
    }
}
