package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The failures of controls as findings on lines. */
final class ScanFindings {
    private ScanFindings() {}

    static List<ScanFinding> of(List<ControlResult> controls) {
        List<ScanFinding> findings = new ArrayList<>();
        Set<Same> seen = new HashSet<>();
        for (ControlResult control : controls) {
            for (ResourceResult resource : control.resources()) {
                if (resource.status() != Status.FAILED) {
                    continue;
                }
                for (ResourceResult.RuleResult rule : resource.rules()) {
                    if (rule.status() == Status.FAILED) {
                        for (Alert alert : rule.alerts()) {
                            ScanFinding finding = finding(control, rule.rule(), resource.object(), alert);
                            if (seen.add(Same.of(finding))) {
                                findings.add(finding);
                            }
                        }
                    }
                }
            }
        }
        return findings.stream().sorted(ScanFinding.ORDER).toList();
    }

    /** The same mistake of one line shows in every overlay that includes it; people want to read it once. */
    private record Same(List<ScanFinding.Key> keys, ResourceId resource, Location location, String message) {
        static Same of(ScanFinding finding) {
            return new Same(finding.keys(), finding.resource(), finding.location(), finding.message());
        }
    }

    private static ScanFinding finding(ControlResult control, String rule, ScanObject object, Alert alert) {
        List<String> paths = paths(alert);
        String field = paths.isEmpty() ? "" : paths.get(0);
        FieldOrigins.@Nullable Place place = FieldOrigins.find(object, field);
        ResourceId id = id(object);
        return new ScanFinding(
                control.control(),
                rule,
                id,
                alert.message(),
                field,
                paths,
                place == null ? null : place.origin(),
                FixText.of(object, alert),
                FindingKeys.of(control.control().id(), rule, id, object, alert, field));
    }

    private static List<String> paths(Alert alert) {
        Set<String> paths = new LinkedHashSet<>(alert.failedPaths());
        alert.fixPaths().stream().map(Fix::path).forEach(paths::add);
        paths.addAll(alert.deletePaths());
        paths.addAll(alert.reviewPaths());
        return new ArrayList<>(paths);
    }

    private static ResourceId id(ScanObject object) {
        Manifest manifest = object.manifest();
        return manifest == null
                ? new ResourceId(object.apiVersion(), "", object.kind(), object.namespace(), object.name())
                : manifest.id();
    }
}
