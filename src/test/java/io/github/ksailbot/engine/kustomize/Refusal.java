package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reason for which kustomize refuses a directory, taken from its error.
 *
 * @param rules of findings that may say it
 * @param file that such a finding points into, or names, relative to the directory of the file that it points into; empty
 *     when the error names none
 * @param words that such a finding has in its message or field
 */
record Refusal(List<String> rules, String file, List<String> words) {

    /** How kustomize words one kind of error. */
    private record Form(Pattern pattern, Function<MatchResult, Refusal> reason) {
        static Form of(String pattern, Function<MatchResult, Refusal> reason) {
            return new Form(Pattern.compile(pattern), reason);
        }
    }

    private static final List<Form> FORMS = List.of(
            Form.of(
                    "lstat \\$REPO/(\\S+): no such file or directory",
                    error -> new Refusal(List.of("kustomize/missing-file"), error.group(1), List.of())),
            Form.of(
                    "no resource matches strategic merge patch \"(\\w+)\\.[^/]*/([\\w-]+)\\.",
                    error -> new Refusal(
                            List.of("kustomize/patch-without-target"),
                            "",
                            List.of("`" + error.group(1) + "`", "`" + error.group(2) + "`"))),
            Form.of(
                    "nothing selected by (\\w+)\\.[^/]*/([\\w-]+)\\.",
                    error -> new Refusal(
                            List.of("kustomize/replacement-source"),
                            "",
                            List.of("`" + error.group(1) + "`", "`" + error.group(2) + "`"))),
            Form.of(
                    "json: cannot unmarshal string into Go struct field Kustomization\\.(\\w+) ",
                    error -> new Refusal(List.of("kustomize/wrong-type"), "", List.of(error.group(1)))),
            Form.of(
                    "MalformedYAMLError: .* in File: (\\S+)",
                    error -> new Refusal(List.of("yaml/syntax"), error.group(1), List.of())),
            Form.of(
                    "resources from '([^']+)': missing Resource metadata",
                    error -> new Refusal(List.of("kustomize/not-a-resource"), error.group(1), List.of())),
            Form.of(
                    "(https://[^'\"\\s\\]]+)",
                    error ->
                            new Refusal(List.of("kustomize/remote-resource"), "", List.of("`" + error.group(1) + "`"))),
            Form.of(
                    "HelmChartInflationGenerator",
                    error -> new Refusal(List.of("kustomize/helm-not-rendered"), "", List.of())));

    /**
     * What the error of a directory says; each of it for itself, as an error tells of what kustomize tried on the way too.
     * Where kustomize missed a file that the stored copy has, what lies outside of the repository is the reason left.
     */
    static List<Refusal> of(PublicRepository.Directory directory) throws SourceException {
        List<Refusal> reasons = new ArrayList<>();
        boolean completed = false;
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(directory.error());
            while (matcher.find()) {
                Refusal reason = form.reason().apply(matcher.toMatchResult());
                boolean present = reason.rules().contains("kustomize/missing-file")
                        && directory
                                .repository()
                                .tree()
                                .find(SourcePath.parse(reason.file()))
                                .isPresent();
                completed |= present;
                if (!present) {
                    reasons.add(reason);
                }
            }
        }
        return completed && reasons.isEmpty()
                ? List.of(new Refusal(List.of("kustomize/remote-resource"), "", List.of()))
                : reasons;
    }

    boolean isSaidBy(Finding finding) {
        String said = finding.message() + " " + finding.field();
        return finding.severity() == Severity.ERROR
                && rules.contains(finding.rule().value())
                && words.stream().allMatch(said::contains)
                && (file.isEmpty() || isAbout(finding));
    }

    private boolean isAbout(Finding finding) {
        Origin origin = finding.origin();
        if (origin == null) {
            return false;
        }
        if (origin.file().equals(file) || origin.file().endsWith("/" + file)) {
            return true;
        }
        Matcher quoted = Pattern.compile("`([^`]+)`").matcher(finding.message());
        SourcePath directory = new SourcePath(origin.file()).parent();
        while (quoted.find()) {
            try {
                // of a path whose directory is missing already, kustomize names the directory
                String named = directory.resolve(quoted.group(1)).value();
                if (named.equals(file) || named.startsWith(file + "/")) {
                    return true;
                }
            } catch (SourceException e) {
                // no path of the repository
                continue;
            }
        }
        return false;
    }
}
