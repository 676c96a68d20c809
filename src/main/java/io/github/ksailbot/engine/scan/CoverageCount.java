package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.scan.catalog.Framework;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.SubStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what a scan looked at. */
final class CoverageCount {
    private CoverageCount() {}

    static Coverage of(
            Collection<ControlResult> controls,
            List<Framework> frameworks,
            List<FrameworkResult> results,
            int resources,
            int excluded,
            ScanSettings settings,
            List<ExceptionPolicy> live,
            Set<String> used,
            Instant now) {
        Set<ScanObject> tested = new HashSet<>();
        SortedMap<String, String> skipped = new TreeMap<>();
        int excepted = 0;
        for (ControlResult control : controls) {
            for (ResourceResult resource : control.resources()) {
                if (resource.subStatus() == SubStatus.NOT_EVALUATED) {
                    continue;
                }
                // A subject stands for the binding and the role that it comes from.
                if (resource.object().isSubject()) {
                    tested.addAll(resource.object().related());
                } else {
                    tested.add(resource.object());
                }
            }
            excepted += control.excepted();
            if (!control.isDecided()) {
                skipped.put(control.control().id(), control.openBecause());
            }
        }
        Set<String> elsewhere = new TreeSet<>();
        frameworks.forEach(framework -> elsewhere.addAll(framework.controlsElsewhere()));
        SortedMap<String, String> expiring = new TreeMap<>();
        Instant soon = now.plus(Duration.ofDays(Coverage.SOON_DAYS));
        for (ExceptionPolicy exception : live) {
            Instant expires = exception.expires();
            if (expires != null && expires.isBefore(soon)) {
                expiring.put(exception.name(), expires.toString());
            }
        }
        return new Coverage(
                controls.size() - skipped.size(),
                skipped,
                elsewhere.size(),
                resources,
                excluded,
                tested.size(),
                excepted,
                live.size(),
                live.stream()
                        .map(ExceptionPolicy::name)
                        .filter(name -> !used.contains(name))
                        .sorted()
                        .toList(),
                settings.exceptions().stream()
                        .filter(exception -> exception.isExpired(now))
                        .map(ExceptionPolicy::name)
                        .sorted()
                        .toList(),
                results.stream()
                        .filter(FrameworkResult::isVacuous)
                        .map(FrameworkResult::name)
                        .toList(),
                expiring);
    }
}
