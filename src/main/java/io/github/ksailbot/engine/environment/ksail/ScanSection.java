package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.Variables;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spec.workload.scan} of a ksail file says. Trusted only when read from the base branch.
 *
 * @param isWritten whether the file has such a section at all
 * @param frameworks names; empty when none are written
 * @param threshold from 0 to 100; 0 when none is written
 * @param exceptions where the exceptions are, from the top of the tree; null when none are written, or they lie elsewhere
 * @param findings what is wrong with it, in a way that leaves open what was meant
 */
public record ScanSection(
        boolean isWritten,
        List<String> frameworks,
        int threshold,
        @Nullable SourcePath exceptions,
        List<Finding> findings) {
    public static final ScanSection NONE = new ScanSection(false, List.of(), 0, null, List.of());

    private static final int FULL = 100;

    public ScanSection {
        frameworks = List.copyOf(frameworks);
        findings = List.copyOf(findings);
    }

    /** Never throws for what the file holds. */
    public static ScanSection read(SourceTree tree, Environment environment) {
        return read(tree, environment, Map.of());
    }

    /**
     * The same with values of {@code ${VAR}}.
     *
     * @param variables by name
     */
    public static ScanSection read(SourceTree tree, Environment environment, Map<String, String> variables) {
        SourcePath config = environment.config();
        if (config == null) {
            return NONE;
        }
        MappingNode root = new KsailFileReader().read(tree, KsailFile.of(config), new ArrayList<>());
        if (root == null || Setting.of(root, "spec", "workload", "scan").value() == null) {
            return NONE;
        }
        List<Finding> findings = new ArrayList<>();
        return new ScanSection(
                true,
                Setting.of(root, "spec", "workload", "scan", "frameworks").texts(),
                threshold(Setting.of(root, "spec", "workload", "scan", "complianceThreshold"), findings),
                exceptions(
                        config.parent(),
                        Setting.of(root, "spec", "workload", "scan", "exceptions"),
                        new Variables(variables),
                        findings),
                findings);
    }

    private static int threshold(Setting setting, List<Finding> findings) {
        if (setting.value() == null) {
            return 0;
        }
        BigInteger number = setting.value() instanceof ScalarNode scalar ? scalar.integerValue() : null;
        if (number == null || number.signum() < 0 || number.compareTo(BigInteger.valueOf(FULL)) > 0) {
            findings.add(Finding.error(
                            "scan/threshold",
                            "`" + setting.field() + "` must be a whole number between 0 and " + FULL + ".",
                            setting.value().origin())
                    .atField(setting.field()));
            return FULL;
        }
        return number.intValue();
    }

    private static @Nullable SourcePath exceptions(
            SourcePath directory, Setting setting, Variables variables, List<Finding> findings) {
        String text = variables.expand(setting.text()).text();
        if (text.isEmpty()) {
            return null;
        }
        SourcePath path = inside(directory, text);
        if (path == null) {
            findings.add(Finding.error(
                            "scan/exceptions",
                            "`" + setting.field() + "` names `" + text
                                    + "`, which is not in the repository, so that its exceptions do not count.",
                            setting.origin())
                    .atField(setting.field())
                    .withFix("Commit the file and name it relative to the ksail file."));
        }
        return path;
    }

    private static @Nullable SourcePath inside(SourcePath directory, String text) {
        if (text.startsWith("/") || text.startsWith("~")) {
            return null;
        }
        try {
            return directory.resolve(text);
        } catch (SourceException e) {
            return null;
        }
    }
}
