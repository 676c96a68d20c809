package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.helm.chart.Chart;
import io.github.ksailbot.engine.helm.template.Rendering.Cause;
import io.github.ksailbot.engine.helm.template.Rendering.Failure;
import io.github.ksailbot.engine.helm.values.SchemaComplaint;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.MappingNode;
import java.util.ArrayList;
import java.util.List;

/** Says why a release has no manifests, on the line that is to blame. */
final class ReleaseFailure {
    private static final int LONGEST = 1_500;

    private final HelmRelease release;
    private final Chart chart;
    private final MappingNode values;
    private final boolean isComplete;

    /** @param isComplete whether all values of the release are known */
    ReleaseFailure(HelmRelease release, Chart chart, MappingNode values, boolean isComplete) {
        this.release = release;
        this.chart = chart;
        this.values = values;
        this.isComplete = isComplete;
    }

    List<Finding> findings(Failure failure) {
        return switch (failure.cause()) {
            case CHART -> List.of(isComplete ? refused(failure) : unknown(failure));
            case VALUES -> isComplete ? complaints(failure) : List.of(unknown(failure));
            case LIMIT ->
                List.of(Finding.unchecked(
                                "helm/limit",
                                "The chart `%s` was not rendered: %s.".formatted(chart.name(), failure.why()),
                                release.chartOrigin())
                        .about(release.manifest().id(), ""));
            case UNAVAILABLE ->
                List.of(Finding.unchecked(
                                "helm/unavailable",
                                "What `%s` installs was not checked: %s.".formatted(release.name(), failure.why()),
                                release.chartOrigin())
                        .about(release.manifest().id(), ""));
        };
    }

    private Finding refused(Failure failure) {
        return Finding.error(
                        "helm/template",
                        "Helm cannot render the chart `%s` for `%s`: %s"
                                .formatted(chart.name(), release.name(), shortened(failure.why())),
                        chart.place(failure.template()).orElse(release.chartOrigin()))
                .about(release.manifest().id(), "");
    }

    private Finding unknown(Failure failure) {
        return Finding.unseen(
                        "helm/not-rendered",
                        "What `%s` installs was not checked: some of its values are not known here, and without them Helm cannot render the chart `%s`: %s"
                                .formatted(release.name(), chart.name(), shortened(failure.why())),
                        release.chartOrigin())
                .about(release.manifest().id(), "");
    }

    private List<Finding> complaints(Failure failure) {
        List<Finding> findings = new ArrayList<>();
        for (SchemaComplaint complaint : SchemaComplaint.parse(failure.why())) {
            findings.add(complaint(complaint));
        }
        return findings.isEmpty() ? List.of(refused(new Failure(Cause.CHART, failure.why(), ""))) : findings;
    }

    private Finding complaint(SchemaComplaint complaint) {
        boolean isPart = !complaint.chart().isEmpty() && !complaint.chart().equals(chart.name());
        FieldPath path = isPart ? within(complaint.chart(), complaint.path()) : complaint.path();
        String field = path.toString();
        return Finding.error(
                        "helm/values-schema",
                        "The chart `%s` does not take these values%s: %s."
                                .formatted(
                                        complaint.chart().isEmpty() ? chart.name() : complaint.chart(),
                                        field.isEmpty() ? "" : ", at `" + field + "`",
                                        complaint.message()),
                        origin(path))
                .about(release.manifest().id(), field.isEmpty() ? "spec.values" : "spec.values." + field)
                .withFix("Correct the values; what the chart takes is in its `values.schema.json`.");
    }

    private static FieldPath within(String chart, FieldPath path) {
        List<FieldPath.Step> steps = new ArrayList<>();
        steps.add(new FieldPath.Key(chart));
        steps.addAll(path.steps());
        return new FieldPath(steps);
    }

    /** Where the release writes the value; where it does not, the chart's own line of it, or the nearest above it. */
    private Origin origin(FieldPath path) {
        boolean isGiven = path.find(values) != null;
        boolean isOwn = !isGiven && path.find(chart.values()) != null;
        if (isOwn && chart.values().origin().in().fetchedBy() == null) {
            return path.nearest(chart.values()).origin();
        }
        if (values.isEmpty() && !isGiven) {
            return release.chartOrigin();
        }
        return path.nearest(values).origin();
    }

    private static String shortened(String why) {
        return why.length() <= LONGEST ? why : why.substring(0, LONGEST) + "…";
    }
}
