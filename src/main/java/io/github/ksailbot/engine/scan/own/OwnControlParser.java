package io.github.ksailbot.engine.scan.own;

import dev.cel.runtime.CelRuntime;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Spelling;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Catalog.OwnControl;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.catalog.Match;
import io.github.ksailbot.engine.scan.catalog.RuleFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes controls of what is written, each with an id of its own. */
final class OwnControlParser {
    private static final int MAX_TEXTS = 50;
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]{1,40}");
    private static final Pattern FRAMEWORK_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,60}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.\\[\\]/-]{0,200}");
    private static final Pattern INPUT = Pattern.compile("\\binputs(?:\\.([A-Za-z_][A-Za-z0-9_]*))?");
    private static final List<String> KEYS = List.of(
            "id",
            "name",
            "description",
            "severity",
            "baseScore",
            "category",
            "frameworks",
            "match",
            "each",
            "fails",
            "message",
            "fields",
            "fix",
            "remediation");
    private static final List<String> MATCH_KEYS = List.of("groups", "versions", "kinds");
    private static final Map<String, Double> SCORES = Map.of("critical", 9.0, "high", 7.0, "medium", 4.0, "low", 1.0);

    private final Catalog builtIn = Catalog.kubescape();
    private final List<Finding> findings;
    private final Set<String> ids = new HashSet<>();

    OwnControlParser(List<Finding> findings) {
        this.findings = findings;
    }

    /** Null, with findings, for what cannot be used. */
    @Nullable OwnControl parse(MappingNode root) {
        int before = findings.size();
        ControlFields fields = new ControlFields(root, findings);
        fields.allowOnly(KEYS);
        String id = id(fields);
        String name = fields.text("name");
        double score = score(fields);
        Selection each = each(fields);
        List<Match> matches = matches(fields, each);
        CelRuntime.@Nullable Program fails = fields.condition("fails");
        List<String> paths = paths(fields);
        List<String> frameworks = frameworks(fields);
        List<String> inputs = inputs(fields);
        String rule = id.toLowerCase(Locale.ROOT);
        Control control = new Control(
                id,
                name.isEmpty() ? id : name,
                score,
                fields.text("category"),
                Control.Action.NONE,
                List.of(rule),
                fields.text("description"));
        String message = fields.required("message", "say what is wrong");
        String fix = fields.anyText("fix");
        if (!fix.isEmpty() && paths.isEmpty()) {
            fields.error("fix", "is what to set the first of `fields` to, and there is none");
        }
        String remediation = fields.text("remediation");
        if (findings.size() > before || fails == null) {
            return null;
        }
        return new OwnControl(
                control,
                new RuleFacts(rule, matches, false, inputs, List.of()),
                new CelRule(fails, each, message, paths, fix, remediation, CelMeter.MAX_STEPS),
                frameworks,
                root.origin());
    }

    private String id(ControlFields fields) {
        String id = fields.text("id");
        String lower = id.toLowerCase(Locale.ROOT);
        if (!ID.matcher(id).matches() || lower.startsWith("c-")) {
            fields.error("id", "must be like `ACME-0001`, and not begin with Kubescape's `C-`");
        } else if (builtIn.facts().containsKey(lower) || builtIn.rules().containsKey(lower)) {
            fields.error("id", "is the name of a rule that is built in");
        } else if (!ids.add(lower)) {
            fields.error("id", "is that of another control, too: `" + id + "`");
        }
        return id;
    }

    private static double score(ControlFields fields) {
        if (fields.has("baseScore") == fields.has("severity")) {
            fields.error("severity", "or `baseScore` must be there, and not both");
            return 0;
        }
        if (fields.has("baseScore")) {
            return fields.score("baseScore");
        }
        Double score = SCORES.get(fields.text("severity").toLowerCase(Locale.ROOT));
        if (score == null) {
            fields.error("severity", "must be one of critical, high, medium, low");
            return 0;
        }
        return score;
    }

    private static Selection each(ControlFields fields) {
        Selection each = Selection.parse(fields.text("each"));
        if (each == null) {
            fields.error(
                    "each", "must be `resource`, `pod`, `container` or a path with `[*]`, such as `spec.ports[*]`");
            return Selection.RESOURCE;
        }
        return each;
    }

    private List<Match> matches(ControlFields fields, Selection each) {
        if (!fields.has("match") && each.isOfPods()) {
            return List.of(new Match(
                    List.of("*"),
                    List.of("*"),
                    Selection.POD_KINDS.stream().sorted().toList()));
        }
        List<Match> matches = new ArrayList<>();
        for (MappingNode one : fields.mappings("match")) {
            ControlFields match = new ControlFields(one, findings);
            match.allowOnly(MATCH_KEYS);
            List<String> kinds = match.texts("kinds");
            if (kinds.isEmpty()) {
                match.error("kinds", "must name the kinds that the control is about, or be `[\"*\"]`");
            }
            for (String kind : kinds) {
                if (each.isOfPods() && !kind.equals("*") && !Selection.POD_KINDS.contains(kind)) {
                    match.error("kinds", "has `" + kind + "`, of which `each: " + each.what() + "` sees nothing");
                }
            }
            matches.add(new Match(orAll(match.texts("groups")), orAll(match.texts("versions")), kinds));
        }
        if (matches.isEmpty()) {
            fields.error("match", "must be a list with the `kinds` that the control is about");
        }
        return matches;
    }

    private static List<String> orAll(List<String> texts) {
        return texts.isEmpty() ? List.of("*") : texts;
    }

    private static List<String> paths(ControlFields fields) {
        List<String> paths = fields.texts("fields");
        if (paths.size() > MAX_TEXTS
                || !paths.stream().allMatch(path -> FIELD.matcher(path).matches())) {
            fields.error("fields", "must be paths below what `each` selects, such as `securityContext.privileged`");
        }
        return paths;
    }

    /** Names of frameworks that the control joins. */
    private List<String> frameworks(ControlFields fields) {
        List<String> names = fields.texts("frameworks");
        for (String name : names) {
            String near = Spelling.nearest(
                    name.toLowerCase(Locale.ROOT), builtIn.frameworks().keySet());
            if (builtIn.framework(name).isEmpty()
                    && (!FRAMEWORK_NAME.matcher(name).matches() || !near.isEmpty())) {
                fields.error(
                        "frameworks",
                        "has `" + name + "`, which is no framework" + (near.isEmpty() ? "" : "; `" + near + "` is"));
            }
        }
        return names;
    }

    /** Lists that the expression names, as in {@code inputs.registries}. */
    private static List<String> inputs(ControlFields fields) {
        List<String> names = new ArrayList<>();
        INPUT.matcher(fields.has("fails") ? fields.anyText("fails") : "")
                .results()
                .forEach(result -> {
                    if (result.group(1) == null) {
                        fields.error("fails", "must name lists as in `inputs.registries`");
                    } else if (!names.contains(result.group(1))) {
                        names.add(result.group(1));
                    }
                });
        return names;
    }
}
