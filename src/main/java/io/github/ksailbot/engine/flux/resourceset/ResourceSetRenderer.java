package io.github.ksailbot.engine.flux.resourceset;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.RuleId;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.CommonMetadata;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.Meter;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.graph.GraphNode;
import io.github.ksailbot.engine.graph.NodeRenderer;
import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.source.trace.SourceTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Renders ResourceSets as the Flux operator does: every template for every set of inputs. Inputs that only the outside knows
 * leave a set unrendered.
 *
 * <p>Findings: {@code flux/resource-set} for a template that fails, {@code flux/inputs} for inputs that are not known, {@code flux/suspended},
 * {@code flux/depends-on}.
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/resourceset/">ResourceSet</a>
 */
public final class ResourceSetRenderer implements NodeRenderer {
    private static final String GROUP = "fluxcd.controlplane.io/";
    private static final String KIND = "ResourceSet";
    private static final String SWITCH = "fluxcd.controlplane.io/reconcile";

    private static final Pattern ID = Pattern.compile("\\binputs(\\.[a-z0-9_]+)?\\.id\\b");
    private static final Pattern ID_OF_PROVIDER = Pattern.compile("\\binputs\\.[a-z0-9_]+\\.id\\b");

    private static final int MOST = 20_000;

    /** What all templates of one ResourceSet may cost, for all of their inputs. */
    private static final TemplateLimits ALL_LIMITS = new TemplateLimits(1 << 20, 20_000_000, 100);

    @Override
    public boolean takes(Manifest object) {
        return object.kind().equals(KIND) && object.apiVersion().startsWith(GROUP);
    }

    @Override
    public boolean isReady(Manifest object, Surroundings surroundings) {
        return Inputs.named(object).stream().allMatch(key -> surroundings.find(key) != null);
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public NodeResult render(Manifest object, Surroundings surroundings) {
        MappingNode spec = object.root().mapping("spec");
        if (spec == null) {
            return NodeResult.rendered(List.of(), List.of(), SourceTrace.NOTHING);
        }
        List<Finding> findings = new ArrayList<>();
        steps(object, spec, findings);
        if (isDisabled(object)) {
            findings.add(notice(
                    "flux/suspended",
                    "This ResourceSet is disabled: what is judged here reaches the cluster when it is enabled.",
                    object));
        }
        List<ResourceTemplate> templates = templates(spec);
        Inputs inputs = Inputs.of(object, surroundings);
        String outside = asksForIds(spec, templates)
                ? "its templates use the ids of inputs, which are made in the cluster"
                : inputs.outside();
        if (!outside.isEmpty()) {
            findings.add(Finding.unseen(
                            "flux/inputs",
                            "What `%s` brings was not checked: %s.".formatted(object.name(), outside),
                            object.origin())
                    .about(object.id(), ""));
            return NodeResult.notRendered(outside, findings, SourceTrace.NOTHING);
        }
        Map<String, Manifest> rendered = new LinkedHashMap<>();
        Map<String, String> steps = new HashMap<>();
        List<Map<String, @Nullable Object>> sets =
                inputs.sets().isEmpty() && !spec.has("inputsFrom") ? List.of(Map.of()) : inputs.sets();
        Meter meter = Meter.ofAll(ALL_LIMITS);
        for (ResourceTemplate template : templates) {
            for (Map<String, @Nullable Object> set : sets) {
                if (rendered.size() <= MOST && !add(template, set, meter, rendered, steps, object, findings)) {
                    // the next set fails over the same mistake
                    break;
                }
            }
        }
        if (rendered.size() > MOST) {
            findings.add(Finding.unchecked(
                            "flux/limit",
                            "`%s` comes to more than %d resources; the rest was not rendered."
                                    .formatted(object.name(), MOST),
                            object.origin())
                    .about(object.id(), "spec.resources"));
        }
        CommonMetadata metadata = new CommonMetadata(spec.mapping("commonMetadata"));
        return NodeResult.rendered(
                        rendered.values().stream()
                                .map(metadata::apply)
                                .map(manifest -> CopiedData.into(manifest, surroundings))
                                .toList(),
                        findings,
                        SourceTrace.NOTHING)
                .withSteps(meter.steps());
    }

    /** Of a combination the operator makes the id itself; those of providers it makes of what the cluster calls them. */
    private static boolean asksForIds(MappingNode spec, List<ResourceTemplate> templates) {
        MappingNode strategy = spec.mapping("inputStrategy");
        boolean permutes = strategy != null && strategy.text("name").equals("Permute");
        Pattern asked = permutes ? ID_OF_PROVIDER : ID;
        return spec.has("inputsFrom")
                && templates.stream()
                        .anyMatch(template -> asked.matcher(template.text()).find());
    }

    /** Steps stand for themselves, and each brings something. */
    private static void steps(Manifest object, MappingNode spec, List<Finding> findings) {
        List<MappingNode> steps = spec.mappings("steps");
        if (!steps.isEmpty() && (spec.has("resources") || spec.has("resourcesTemplate"))) {
            findings.add(Finding.error(
                            "flux/resource-set",
                            "The operator takes `steps`, or `resources` and `resourcesTemplate`, but not both.",
                            steps.get(0).origin())
                    .about(object.id(), "spec.steps"));
        }
        for (MappingNode step : steps) {
            if (!step.has("resources") && !step.has("resourcesTemplate")) {
                findings.add(Finding.error(
                                "flux/resource-set",
                                "The step `%s` has neither `resources` nor a `resourcesTemplate`."
                                        .formatted(step.text("name")),
                                step.origin())
                        .about(object.id(), "spec.steps"));
            }
        }
    }

    private static List<ResourceTemplate> templates(MappingNode spec) {
        List<ResourceTemplate> templates = new ArrayList<>();
        addTemplates(spec, "", templates);
        spec.mappings("steps").forEach(step -> addTemplates(step, step.text("name"), templates));
        return templates;
    }

    private static void addTemplates(MappingNode from, String step, List<ResourceTemplate> templates) {
        from.mappings("resources").forEach(resource -> templates.add(ResourceTemplate.of(resource, step)));
        ScalarNode text = from.scalar("resourcesTemplate");
        if (text != null && !text.isNull()) {
            templates.add(new ResourceTemplate(text.text(), text, step));
        }
    }

    /** False when the template fails. Of several resources with the same name the first one counts; two steps cannot have it. */
    private static boolean add(
            ResourceTemplate template,
            Map<String, @Nullable Object> inputs,
            Meter meter,
            Map<String, Manifest> rendered,
            Map<String, String> steps,
            Manifest object,
            List<Finding> findings) {
        try {
            for (MappingNode root : template.render(inputs, meter)) {
                Manifest manifest = new Manifest(root);
                if (!isDisabled(manifest)) {
                    String key = String.join(
                            "/", manifest.id().group(), manifest.kind(), manifest.namespace(), manifest.name());
                    String first = steps.putIfAbsent(key, template.step());
                    if (first != null && !first.equals(template.step())) {
                        throw new GoTemplateException(
                                "the step `%s` has brought %s before".formatted(first, manifest.id()));
                    }
                    rendered.putIfAbsent(key, manifest);
                }
            }
            return true;
        } catch (GoTemplateException e) {
            String message = "A template of `%s` fails: %s.".formatted(object.name(), e.getMessage());
            Origin origin = template.source().origin();
            findings.add((e.reason() == GoTemplateException.Reason.WRONG
                            ? Finding.error("flux/resource-set", message, origin)
                            : Finding.unchecked("flux/limit", message, origin))
                    .about(object.id(), "spec.resources"));
            return false;
        }
    }

    private static boolean isDisabled(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        MappingNode annotations = metadata == null ? null : metadata.mapping("annotations");
        return annotations != null && annotations.text(SWITCH).equals("disabled");
    }

    private static Finding notice(String rule, String message, Manifest object) {
        return new Finding(RuleId.of(rule), Severity.NOTICE, message, object.id(), "", object.origin(), "");
    }

    /** Only of ResourceSets: most other things that one waits for are made by something that is not in the repository. */
    @Override
    public List<Finding> check(List<GraphNode> nodes) {
        Set<ObjectKey> known = nodes.stream().map(GraphNode::key).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        for (GraphNode node : nodes) {
            MappingNode spec = node.object().root().mapping("spec");
            if (takes(node.object()) && spec != null) {
                for (MappingNode reference : spec.mappings("dependsOn")) {
                    ObjectKey key = ObjectKey.of(reference, "", node.key().namespace());
                    if (key.kind().equals(KIND) && !known.contains(key)) {
                        findings.add(missing(node, reference, key));
                    }
                }
            }
        }
        return findings;
    }

    private static Finding missing(GraphNode node, Node reference, ObjectKey key) {
        return Finding.warning(
                        "flux/depends-on",
                        "`%s` waits for the %s, which nothing here applies."
                                .formatted(node.key().name(), key),
                        reference.origin())
                .about(node.object().id(), "spec.dependsOn")
                .withFix("Correct the name or the namespace; the operator applies this one only when that one is"
                        + " ready.");
    }
}
