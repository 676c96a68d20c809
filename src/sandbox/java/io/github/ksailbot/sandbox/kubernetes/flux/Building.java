package io.github.ksailbot.sandbox.kubernetes.flux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Severity;
import io.github.ksailbot.engine.flux.FluxKustomization;
import io.github.ksailbot.engine.flux.FluxKustomizer;
import io.github.ksailbot.engine.flux.substitution.Substitution;
import io.github.ksailbot.engine.flux.substitution.Variable;
import io.github.ksailbot.engine.kustomize.Build;
import io.github.ksailbot.engine.kustomize.Kustomizer;
import io.github.ksailbot.engine.manifest.CanonicalJson;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.source.SourcePath;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a Kustomization's source becomes, by the same engine that judges pull requests. */
final class Building {
    private final FluxKustomizer kustomizer = new FluxKustomizer(new Kustomizer());
    private final ObjectMapper mapper = new ObjectMapper();

    /** It cannot be built. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Failed(String reason, String message) {
            super(message);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    List<ObjectNode> build(SourceTree tree, ObjectNode object) throws Failed {
        FluxKustomization kustomization = read(object);
        Build build = kustomizer.build(tree, SourcePath.ROOT, kustomization);
        for (Finding finding : build.findings()) {
            if (finding.severity() == Severity.ERROR) {
                boolean missing = "flux/missing-path".equals(finding.rule().value());
                throw new Failed(
                        missing ? "ArtifactFailed" : "BuildFailed",
                        (missing ? "kustomization path not found: " : "kustomize build failed: ") + finding.message());
            }
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (Manifest manifest : build.manifests()) {
            objects.add(owned(substitute(manifest, object.at("/spec/postBuild/substitute")), object));
        }
        return objects;
    }

    private static FluxKustomization read(ObjectNode object) throws Failed {
        byte[] text = object.toString().getBytes(StandardCharsets.UTF_8);
        return new YamlReader(YamlLimits.DEFAULT)
                .read("", text).documents().stream()
                        .filter(MappingNode.class::isInstance)
                        .map(root -> new FluxKustomization(new Manifest((MappingNode) root)))
                        .findFirst()
                        .orElseThrow(() -> new Failed("BuildFailed", "the object cannot be read"));
    }

    private static Manifest substitute(Manifest manifest, JsonNode values) throws Failed {
        if (values.isEmpty() || Substitution.isDisabled(manifest)) {
            return manifest;
        }
        List<Variable> variables = new ArrayList<>();
        values.properties()
                .forEach(value -> variables.add(
                        Variable.of(value.getKey(), value.getValue().asText(), manifest.origin())));
        Substitution.Result result = new Substitution(variables, Substitution.Undefined.REFUSED).apply(manifest);
        for (Finding finding : result.findings()) {
            if (finding.severity() == Severity.ERROR) {
                throw new Failed(
                        "BuildFailed", "post build failed for '%s': %s".formatted(manifest.name(), finding.message()));
            }
        }
        return result.manifest();
    }

    private ObjectNode owned(Manifest manifest, ObjectNode kustomization) throws Failed {
        try {
            ObjectNode object = (ObjectNode) mapper.readTree(CanonicalJson.of(manifest.root()));
            object.withObject("/metadata/labels")
                    .put(
                            "kustomize.toolkit.fluxcd.io/name",
                            kustomization.at("/metadata/name").asText())
                    .put(
                            "kustomize.toolkit.fluxcd.io/namespace",
                            kustomization.at("/metadata/namespace").asText());
            return object;
        } catch (JsonProcessingException | ClassCastException e) {
            throw new Failed("BuildFailed", "failed to decode Kubernetes apiVersion, kind and name: " + e.getMessage());
        }
    }
}
