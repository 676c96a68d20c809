package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of an Application's fields, which Argo CD reads a {@code templatePatch} by before it merges it: a version that came out
 * as a number is refused. Fields that are not listed here are not looked at.
 *
 * @see <a href="https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/#template-patch">Template patch</a>
 */
final class PatchTypes {
    private static final Map<String, ScalarNode.Type> TYPES = new HashMap<>();

    static {
        texts("metadata", "name namespace labels.* annotations.* finalizers[]");
        texts("spec", "project destination.server destination.name destination.namespace syncPolicy.syncOptions[]");
        texts(
                "spec",
                "info[].name info[].value syncPolicy.retry.backoff.duration syncPolicy.retry.backoff.maxDuration");
        texts("spec.syncPolicy.managedNamespaceMetadata", "labels.* annotations.*");
        texts("spec.ignoreDifferences[]", "group kind name namespace jsonPointers[] jqPathExpressions[]");
        booleans("spec.syncPolicy.automated", "prune selfHeal allowEmpty enabled");
        for (String source : new String[] {"spec.source", "spec.sources[]"}) {
            texts(source, "repoURL path targetRevision chart ref name directory.include directory.exclude plugin.name");
            booleans(source, "directory.recurse");
            texts(source + ".helm", "releaseName values version namespace kubeVersion valueFiles[] apiVersions[]");
            texts(source + ".helm", "parameters[].name parameters[].value fileParameters[].name fileParameters[].path");
            booleans(source + ".helm", "parameters[].forceString ignoreMissingValueFiles passCredentials skipCrds");
            booleans(source + ".helm", "skipTests skipSchemaValidation");
            texts(source + ".kustomize", "namePrefix nameSuffix namespace version images[] components[] kubeVersion");
            texts(source + ".kustomize", "commonLabels.* commonAnnotations.* patches[].path patches[].patch");
            booleans(source + ".kustomize", "forceCommonLabels forceCommonAnnotations labelWithoutSelector");
        }
    }

    private PatchTypes() {}

    private static void texts(String above, String fields) {
        for (String field : fields.split(" ", -1)) {
            TYPES.put(above + "." + field, ScalarNode.Type.STRING);
        }
    }

    private static void booleans(String above, String fields) {
        for (String field : fields.split(" ", -1)) {
            TYPES.put(above + "." + field, ScalarNode.Type.BOOLEAN);
        }
    }

    /** @throws GeneratorException for the first value of another type */
    static void check(MappingNode patch) throws GeneratorException {
        check(patch, "");
    }

    private static void check(Node node, String path) throws GeneratorException {
        if (node instanceof MappingNode mapping) {
            wanted(node, path);
            for (MappingNode.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                String below = path.isEmpty() ? key : path + "." + key;
                String any = path + ".*";
                check(entry.value(), TYPES.containsKey(any) ? any : below);
            }
        } else if (node instanceof SequenceNode sequence) {
            wanted(node, path);
            for (Node item : sequence.items()) {
                check(item, path + "[]");
            }
        } else {
            wanted(node, path);
        }
    }

    private static void wanted(Node node, String path) throws GeneratorException {
        ScalarNode.Type type = TYPES.get(path);
        ScalarNode.@Nullable Type own = node instanceof ScalarNode scalar ? scalar.type() : null;
        if (own == ScalarNode.Type.NULL) {
            return;
        }
        if (TYPES.containsKey(path + "[]") && !(node instanceof SequenceNode)) {
            throw wrong(node, path, "a list");
        } else if (type != null && own != type) {
            throw wrong(node, path, type == ScalarNode.Type.STRING ? "a text: quote it" : "true or false");
        }
    }

    private static GeneratorException wrong(Node node, String path, String wanted) {
        return new GeneratorException(
                GeneratorException.Reason.WRONG,
                "its `templatePatch` has a value of a wrong type at `%s`, where Argo CD wants %s"
                        .formatted(path, wanted),
                node.origin());
    }
}
