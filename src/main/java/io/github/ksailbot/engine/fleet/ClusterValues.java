package io.github.ksailbot.engine.fleet;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.gotemplate.Delimiters;
import io.github.ksailbot.engine.gotemplate.GoData;
import io.github.ksailbot.engine.gotemplate.GoTemplate;
import io.github.ksailbot.engine.gotemplate.GoTemplateException;
import io.github.ksailbot.engine.gotemplate.MissingKey;
import io.github.ksailbot.engine.gotemplate.TemplateLimits;
import io.github.ksailbot.engine.gotemplate.sprig.Sprig;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.TextOrigins;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a chart that ask for the cluster that they are for: by templates between {@code ${…}}, and by labels. */
final class ClusterValues {
    private static final Delimiters DELIMITERS = new Delimiters("${", "}");
    private static final String LABEL = "global.fleet.clusterLabels.";
    private static final YamlReader READER = new YamlReader(YamlLimits.DEFAULT, YamlDialect.KUBERNETES);

    private final FleetTarget.@Nullable Cluster cluster;

    ClusterValues(FleetTarget.@Nullable Cluster cluster) {
        this.cluster = cluster;
    }

    MappingNode of(FleetOptions options) throws BundleException {
        MappingNode values = options.values();
        boolean asks = !options.templateValues().isEmpty() || asks(values);
        if (!asks) {
            return values;
        }
        if (cluster == null || asksForObject(values, cluster) || asksForObject(options.templateValues(), cluster)) {
            throw new BundleException(Finding.unseen(
                            "fleet/cluster-unknown",
                            "What the chart of this bundle brings was not checked: its values ask for the cluster, and"
                                    + " nobody knows enough of it.",
                            values.origin())
                    .atField("helm.values"));
        }
        if (cluster.labels().isEmpty()) {
            // then Fleet leaves them as they are
            return values;
        }
        MappingNode labelled = (MappingNode) labelled(values, cluster.labels());
        if (options.helm().text("disablePreProcess").equals("true")) {
            return labelled;
        }
        Map<String, @Nullable Object> context = context(cluster);
        Node rendered = rendered(YamlWriter.write(labelled), context, labelled);
        MappingNode all = rendered instanceof MappingNode mapping ? mapping : MappingNode.empty(values.origin());
        for (MappingNode.Entry entry : options.templateValues().entries()) {
            String text = options.templateValues().text(entry.key().text());
            all = all.with(new MappingNode.Entry(entry.key(), rendered(text, context, entry.value())));
        }
        return all;
    }

    private static boolean asks(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().stream().anyMatch(entry -> asks(entry.value()));
        } else if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().anyMatch(ClusterValues::asks);
        }
        return node instanceof ScalarNode scalar
                && (scalar.text().contains(DELIMITERS.left()) || scalar.text().startsWith(LABEL));
    }

    /** Whether a template needs what only the cluster's object says, and that is not known. */
    private static boolean asksForObject(Node node, FleetTarget.Cluster cluster) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().stream().anyMatch(entry -> asksForObject(entry.value(), cluster));
        } else if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().anyMatch(item -> asksForObject(item, cluster));
        }
        return node instanceof ScalarNode scalar
                && scalar.text().contains(DELIMITERS.left())
                && ((cluster.namespace().isEmpty() && scalar.text().contains(".ClusterNamespace"))
                        || (cluster.templateValues() == null && scalar.text().contains(".ClusterValues")));
    }

    private static Map<String, @Nullable Object> context(FleetTarget.Cluster cluster) {
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        if (!cluster.namespace().isEmpty()) {
            context.put("ClusterNamespace", cluster.namespace());
        }
        context.put("ClusterName", cluster.name());
        context.put("ClusterLabels", new LinkedHashMap<String, @Nullable Object>(cluster.labels()));
        context.put("ClusterAnnotations", new LinkedHashMap<String, @Nullable Object>(cluster.annotations()));
        MappingNode own = cluster.templateValues();
        context.put("ClusterValues", own == null ? new LinkedHashMap<String, @Nullable Object>() : GoData.map(own));
        return context;
    }

    /** Texts that name a label become its value; in lists, only those of mappings do. */
    private static Node labelled(Node node, Map<String, String> labels) {
        if (node instanceof MappingNode mapping) {
            MappingNode result = mapping;
            for (MappingNode.Entry entry : mapping.entries()) {
                Node value = entry.value();
                Node own = value instanceof ScalarNode scalar && scalar.text().startsWith(LABEL)
                        ? ScalarNode.string(
                                labels.getOrDefault(scalar.text().substring(LABEL.length()), ""), scalar.origin())
                        : labelled(value, labels);
                result = result.with(new MappingNode.Entry(entry.key(), own));
            }
            return result;
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(labelled(item, labels)));
            return sequence.withItems(items);
        }
        return node;
    }

    private static Node rendered(String text, Map<String, @Nullable Object> context, Node before)
            throws BundleException {
        try {
            String rendered = GoTemplate.parse(text, DELIMITERS, Sprig.ALL)
                    .execute(context, MissingKey.ERROR, TemplateLimits.DEFAULT);
            YamlDocuments yaml = READER.read("", rendered.getBytes(StandardCharsets.UTF_8));
            if (!yaml.findings().isEmpty()) {
                throw wrong("they come to no YAML: " + yaml.findings().get(0).message(), before.origin());
            }
            return yaml.documents().isEmpty()
                    ? new ScalarNode("null", ScalarNode.Style.PLAIN, ScalarNode.Type.NULL, before.origin())
                    : TextOrigins.placed(yaml.documents().get(0), before);
        } catch (GoTemplateException e) {
            throw e.reason() == GoTemplateException.Reason.WRONG
                    ? wrong(String.valueOf(e.getMessage()), before.origin())
                    : new BundleException(Finding.unchecked(
                            "fleet/limit",
                            "The bundle's values cannot be rendered: " + e.getMessage() + ".",
                            before.origin()));
        }
    }

    private static BundleException wrong(String problem, Origin origin) {
        return new BundleException(
                Finding.error("fleet/values", "Fleet cannot render the bundle's values: " + problem + ".", origin));
    }
}
