package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.Location;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.ControlSeverity;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The failures of controls as findings on lines. */
final class ScanFindings {
    /** That of {@link ScanFinding#ORDER}, among findings of one severity. */
    private static final Comparator<PlacedFinding> ORDER = Comparator.comparing(PlacedFinding::location)
            .thenComparing(placed -> placed.finding().control().id())
            .thenComparing(placed -> placed.finding().resource())
            .thenComparing(placed -> placed.finding().field())
            .thenComparing(placed -> placed.finding().message());

    private ScanFindings() {}

    /** All of a scan, in the order of {@link ScanFinding#ORDER}. */
    static List<ScanFinding> of(Collection<ControlResult> controls, ScanObjects objects) {
        Map<ControlSeverity, List<PlacedFinding>> bySeverity = new EnumMap<>(ControlSeverity.class);
        Set<Same> seen = new HashSet<>();
        for (ControlResult control : controls) {
            add(
                    control,
                    objects,
                    seen,
                    bySeverity.computeIfAbsent(control.control().severity(), severity -> new ArrayList<>()));
        }
        List<ScanFinding> findings = new ArrayList<>();
        for (List<PlacedFinding> ofSeverity : bySeverity.values()) {
            ofSeverity.sort(ORDER);
            ofSeverity.forEach(placed -> findings.add(placed.finding()));
        }
        return List.copyOf(findings);
    }

    private static void add(ControlResult control, ScanObjects objects, Set<Same> seen, List<PlacedFinding> to) {
        for (ResourceResult resource : control.resources()) {
            if (resource.status() != Status.FAILED) {
                continue;
            }
            KnownObject object = objects.known(resource.object());
            for (ResourceResult.RuleResult rule : resource.rules()) {
                if (rule.status() == Status.FAILED) {
                    List<PlacedFinding> found = object.findings(control.control(), rule.rule(), rule.alerts());
                    if (objects.isRepeated(object)) {
                        found.stream()
                                .filter(finding -> seen.add(Same.of(finding)))
                                .forEach(to::add);
                    } else {
                        to.addAll(found);
                    }
                }
            }
        }
    }

    /** Those of one rule about one object, the same one once. */
    static List<PlacedFinding> of(Control control, String rule, KnownObject object, List<Alert> alerts) {
        if (alerts.size() == 1) {
            return List.of(finding(control, rule, object, alerts.get(0)));
        }
        Set<Same> seen = new HashSet<>();
        List<PlacedFinding> findings = new ArrayList<>();
        for (Alert alert : alerts) {
            PlacedFinding finding = finding(control, rule, object, alert);
            if (seen.add(Same.of(finding))) {
                findings.add(finding);
            }
        }
        return List.copyOf(findings);
    }

    /** The same mistake of one line shows in every overlay that includes it; people want to read it once. */
    private record Same(List<ScanFinding.Key> keys, ResourceId resource, Location location, String message) {
        static Same of(PlacedFinding placed) {
            ScanFinding finding = placed.finding();
            return new Same(finding.keys(), finding.resource(), placed.location(), finding.message());
        }
    }

    private static PlacedFinding finding(Control control, String rule, KnownObject known, Alert alert) {
        ScanObject object = known.object();
        List<String> paths = paths(alert);
        String field = paths.isEmpty() ? "" : paths.get(0);
        FieldOrigins.Target target = FieldOrigins.target(object, field);
        FieldOrigins.@Nullable Place place = FieldOrigins.find(target);
        return PlacedFinding.of(new ScanFinding(
                control,
                rule,
                known.id(),
                alert.message(),
                field,
                paths,
                place == null ? null : place.origin(),
                FixText.of(object, alert, field, place),
                FindingKeys.of(control.id(), rule, known, alert, field, target)));
    }

    private static List<String> paths(Alert alert) {
        Set<String> paths = new LinkedHashSet<>(alert.failedPaths());
        for (Fix fix : alert.fixPaths()) {
            paths.add(fix.path());
        }
        paths.addAll(alert.deletePaths());
        paths.addAll(alert.reviewPaths());
        return List.copyOf(paths);
    }
}
