package io.github.ksailbot.engine.scan.own;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.YamlDocuments;
import io.github.ksailbot.engine.manifest.YamlLimits;
import io.github.ksailbot.engine.manifest.YamlReader;
import io.github.ksailbot.engine.scan.catalog.Catalog.OwnControl;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.catalog.Match;
import io.github.ksailbot.engine.scan.catalog.RuleFacts;
import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.source.SourceException;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the own controls of a directory: one a file, {@code NAME.yaml}. Rules: {@code scan/…}. */
public final class OwnControlReader {
    /** Name of the framework that own controls make. */
    public static final String FRAMEWORK = "own";

    static final String CASES = ".cases.yaml";

    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 40, 20_000, 100, 1);
    private static final int MAX_FILES = 500;
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]{1,40}");
    private static final Pattern INPUT = Pattern.compile("\\binputs\\.([A-Za-z_][A-Za-z0-9_]*)");
    private static final List<String> KEYS =
            List.of("id", "name", "baseScore", "category", "match", "each", "fails", "message", "field", "fix");

    private final SourceTree tree;
    private final List<OwnControl> controls = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private OwnControlReader(SourceTree tree) {
        this.tree = tree;
    }

    /**
     * @param controls those that could be read, by file name
     * @param findings what is wrong with the others; an error means that a control that was meant is not there
     */
    public record OwnControls(List<OwnControl> controls, List<Finding> findings) {
        public static final OwnControls NONE = new OwnControls(List.of(), List.of());

        public OwnControls {
            controls = List.copyOf(controls);
            findings = List.copyOf(findings);
        }
    }

    /** Never throws for what the directory holds. */
    public static OwnControls read(SourceTree tree, SourcePath directory) {
        OwnControlReader reader = new OwnControlReader(tree);
        try {
            List<String> names = tree.names(directory).stream()
                    .filter(name -> name.endsWith(".yaml") && !name.endsWith(CASES))
                    .toList();
            for (String name : names.subList(0, Math.min(names.size(), MAX_FILES))) {
                reader.file(directory.child(name));
            }
            if (names.size() > MAX_FILES) {
                reader.error("There are more than " + MAX_FILES + " own controls.", Origin.of(directory.value(), 1, 1));
            }
        } catch (SourceException e) {
            reader.error(e.getMessage() + ".", Origin.of(directory.value(), 1, 1));
        }
        return new OwnControls(reader.controls, reader.findings);
    }

    /** The controls' files as one text, to tell whether they changed; empty where they cannot be read. */
    public static String text(SourceTree tree, SourcePath directory) {
        StringBuilder text = new StringBuilder();
        try {
            for (String name : tree.names(directory)) {
                if (name.endsWith(".yaml") && !name.endsWith(CASES)) {
                    text.append(name)
                            .append('\n')
                            .append(new String(tree.read(directory.child(name)), StandardCharsets.UTF_8));
                }
            }
        } catch (SourceException e) {
            return "";
        }
        return text.toString();
    }

    private void file(SourcePath path) {
        YamlDocuments yaml;
        try {
            yaml = new YamlReader(LIMITS).read(path.value(), tree.read(path));
        } catch (SourceException e) {
            error(e.getMessage() + ".", Origin.of(path.value(), 1, 1));
            return;
        }
        findings.addAll(yaml.findings());
        for (Node document : yaml.documents()) {
            if (document instanceof MappingNode root) {
                OwnControl control = control(root);
                if (control != null) {
                    controls.add(control);
                }
            } else {
                error("`" + path + "` must be a mapping of keys to values at its top.", document.origin());
            }
        }
    }

    private @Nullable OwnControl control(MappingNode root) {
        int before = findings.size();
        for (MappingNode.Entry entry : root.entries()) {
            if (!KEYS.contains(entry.key().text())) {
                error(
                        "`" + entry.key().text() + "` is no key of a control; known: " + String.join(", ", KEYS) + ".",
                        entry.key().origin());
            }
        }
        Map<String, Object> fields = Json.map(root);
        String id = Json.text(fields, "id");
        if (!ID.matcher(id).matches() || id.regionMatches(true, 0, "C-", 0, 2)) {
            error("`id` must be like `ACME-0001`, and not begin with Kubescape's `C-`.", origin(root, "id"));
        } else if (!ids.add(id)) {
            error("`" + id + "` is the id of another control, too.", origin(root, "id"));
        }
        double score = score(root, fields);
        CelRule.Each each = each(root, fields);
        List<Match> matches = matches(root, fields);
        CelRuntime.@Nullable Program fails = compile(root, Json.text(fields, "fails"));
        String message = Json.text(fields, "message");
        if (message.isEmpty()) {
            error("`message` must say what is wrong.", origin(root, "message"));
        }
        if (findings.size() > before || fails == null) {
            return null;
        }
        String name = Json.text(fields, "name");
        String rule = id.toLowerCase(Locale.ROOT);
        return new OwnControl(
                new Control(
                        id,
                        name.isEmpty() ? id : name,
                        score,
                        Json.text(fields, "category"),
                        Control.Action.NONE,
                        List.of(rule)),
                new RuleFacts(rule, matches, false, inputs(Json.text(fields, "fails")), List.of()),
                new CelRule(fails, each, message, Json.text(fields, "field"), Json.text(fields, "fix")),
                root.origin());
    }

    /** Lists that the expression names, as in {@code inputs.registries}. */
    private static List<String> inputs(String expression) {
        return INPUT.matcher(expression)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    private double score(MappingNode root, Map<String, Object> fields) {
        Object score = fields.get("baseScore");
        double number = score instanceof Number written ? written.doubleValue() : -1;
        if (number < 0 || number > 10) {
            error("`baseScore` must be a number between 0 and 10.", origin(root, "baseScore"));
        }
        return number;
    }

    private CelRule.Each each(MappingNode root, Map<String, Object> fields) {
        return switch (Json.text(fields, "each")) {
            case "", "resource" -> CelRule.Each.RESOURCE;
            case "pod" -> CelRule.Each.POD;
            case "container" -> CelRule.Each.CONTAINER;
            default -> {
                error("`each` must be `resource`, `pod` or `container`.", origin(root, "each"));
                yield CelRule.Each.RESOURCE;
            }
        };
    }

    private List<Match> matches(MappingNode root, Map<String, Object> fields) {
        List<Match> matches = new ArrayList<>();
        for (Object match : Json.list(fields, "match")) {
            List<String> kinds = texts(match, "kinds");
            if (!kinds.isEmpty()) {
                List<String> groups = texts(match, "groups");
                List<String> versions = texts(match, "versions");
                matches.add(new Match(
                        groups.isEmpty() ? List.of("*") : groups, versions.isEmpty() ? List.of("*") : versions, kinds));
            }
        }
        if (matches.isEmpty()) {
            error("`match` must be a list with the `kinds` that the control is about.", origin(root, "match"));
        }
        return matches;
    }

    private CelRuntime.@Nullable Program compile(MappingNode root, String expression) {
        if (expression.isEmpty()) {
            error("`fails` must be a CEL expression that is true for what is wrong.", origin(root, "fails"));
            return null;
        }
        try {
            return CelCompilation.compile(expression);
        } catch (CelValidationException | CelEvaluationException e) {
            error("`fails` is no CEL expression: " + e.getMessage(), origin(root, "fails"));
            return null;
        }
    }

    private static List<String> texts(Object value, String field) {
        return Json.list(value, field).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private static Origin origin(MappingNode root, String key) {
        MappingNode.Entry entry = root.entry(key);
        return entry == null ? root.origin() : entry.value().origin();
    }

    private void error(String message, Origin origin) {
        findings.add(Finding.error("scan/own-control", message, origin));
    }
}
