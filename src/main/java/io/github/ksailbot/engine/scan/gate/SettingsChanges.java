package io.github.ksailbot.engine.scan.gate;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.scan.ScanSettings;
import io.github.ksailbot.engine.scan.exception.ExceptionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a change does to the settings of a scan, in sentences. */
final class SettingsChanges {
    private SettingsChanges() {}

    static List<String> between(ScanPlan trusted, ScanPlan proposed) {
        List<String> changes = new ArrayList<>();
        ScanSettings before = trusted.settings();
        ScanSettings after = proposed.settings();
        if (trusted.isAsked() != proposed.isAsked()) {
            changes.add(proposed.isAsked() ? "A scan is asked for." : "No scan is asked for any more.");
        }
        lists("framework", before.frameworks(), after.frameworks(), changes);
        if (before.threshold() != after.threshold()) {
            changes.add(String.format(
                    Locale.ROOT, "The threshold goes from %.0f%% to %.0f%%.", before.threshold(), after.threshold()));
        }
        if (before.failOnNew() != after.failOnNew()) {
            changes.add("New findings fail the gate from severity `" + word(before) + "` on before, from `"
                    + word(after) + "` on after.");
        }
        lists("exception", texts(before.exceptions()), texts(after.exceptions()), changes);
        lists("excluded namespace", before.excludedNamespaces(), after.excludedNamespaces(), changes);
        if (before.inlineExceptions() != after.inlineExceptions()) {
            changes.add(
                    after.inlineExceptions()
                            ? "Resources may except themselves."
                            : "Resources may no longer except themselves.");
        }
        if (!trusted.writtenInputs().equals(proposed.writtenInputs())) {
            changes.add("The lists that configure controls change.");
        }
        if (!trusted.ownControls().equals(proposed.ownControls())) {
            changes.add("The repository's own controls change.");
        }
        proposed.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Finding::message)
                .forEach(problem -> changes.add("The new settings are wrong: " + problem));
        return List.copyOf(changes);
    }

    private static String word(ScanSettings settings) {
        return settings.failOnNew() == null
                ? "none"
                : Objects.requireNonNull(settings.failOnNew()).text();
    }

    private static List<String> texts(List<ExceptionPolicy> policies) {
        return policies.stream().map(ExceptionPolicy::toString).toList();
    }

    private static void lists(String what, List<String> before, List<String> after, List<String> changes) {
        after.stream()
                .filter(one -> !before.contains(one))
                .forEach(one -> changes.add("Added " + what + ": `" + one + "`."));
        before.stream()
                .filter(one -> !after.contains(one))
                .forEach(one -> changes.add("Removed " + what + ": `" + one + "`."));
    }
}
