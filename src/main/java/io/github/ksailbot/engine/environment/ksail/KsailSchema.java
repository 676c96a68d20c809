package io.github.ksailbot.engine.environment.ksail;

import io.github.ksailbot.engine.environment.ksail.ScalarShapes.Bool;
import io.github.ksailbot.engine.environment.ksail.ScalarShapes.Choice;
import io.github.ksailbot.engine.environment.ksail.ScalarShapes.Duration;
import io.github.ksailbot.engine.environment.ksail.ScalarShapes.Expanded;
import io.github.ksailbot.engine.environment.ksail.ScalarShapes.Name;
import io.github.ksailbot.engine.environment.ksail.ScalarShapes.Verbatim;
import io.github.ksailbot.engine.environment.ksail.ScalarShapes.Whole;
import io.github.ksailbot.engine.environment.ksail.Shape.Items;
import io.github.ksailbot.engine.environment.ksail.Shape.Section;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of a ksail file, {@code ksail.io/v1alpha1}. What delivery depends on is known in full; how a cluster is made
 * (distributions, providers, components) is KSail's business and mostly left alone.
 */
final class KsailSchema {
    static final String API_VERSION = "ksail.io/v1alpha1";
    static final String KIND = "Cluster";
    static final List<String> ENGINES = List.of("None", "Flux", "ArgoCD");

    private static final Shape TEXT = new Verbatim();
    private static final Shape EXPANDED = new Expanded();
    private static final Shape ON_OR_OFF = new Choice(List.of("Default", "Enabled", "Disabled"), true);

    private static final Shape CONNECTION =
            complete(Map.of("kubeconfig", EXPANDED, "context", EXPANDED, "timeout", new Duration()));

    private static final Shape LOCAL_REGISTRY = complete(Map.of(
            "registry",
            new RegistryShape(),
            "credentials",
            complete(Map.of("tokenEnvVar", TEXT, "cliTokenEnvVar", TEXT, "clusterTokenEnvVar", TEXT))));

    private static final Shape SOPS = complete(Map.of(
            "enabled",
            ON_OR_OFF,
            "env",
            complete(Map.of("var", TEXT)),
            "ageKeyEnvVar",
            TEXT,
            "extract",
            complete(Map.of("file", TEXT, "publicKeys", new Items(TEXT)))));

    private static final Shape CLUSTER = partial(Map.of(
            "gitOpsEngine",
            new Choice(ENGINES, false),
            "localRegistry",
            LOCAL_REGISTRY,
            "connection",
            CONNECTION,
            "sops",
            SOPS,
            "distribution",
            TEXT,
            "distributionConfig",
            EXPANDED,
            // Often written, and no key: the name stands in metadata.
            "name",
            new Misplaced("metadata.name")));

    private static final Shape FLUX = complete(Map.of(
            "operatorVersion",
            TEXT,
            "distributionVersion",
            TEXT,
            "verify",
            complete(Map.of(
                    "provider",
                    new Choice(List.of("cosign", "notation"), false),
                    "secretRef",
                    complete(Map.of("name", TEXT)),
                    "matchOIDCIdentity",
                    new Items(complete(Map.of("issuer", TEXT, "subject", TEXT)))))));

    private static final Shape VALIDATION = complete(Map.of(
            "skipKinds", new Items(TEXT), "schemaLocations", new Items(TEXT), "helmRender", new Bool(), "rules", TEXT));

    private static final Shape SCAN = complete(
            Map.of("frameworks", new Items(TEXT), "complianceThreshold", new Whole(0, 100), "exceptions", EXPANDED));

    private static final Shape WORKLOAD = complete(Map.of(
            "sourceDirectory",
            EXPANDED,
            "kustomizationFile",
            EXPANDED,
            "tag",
            EXPANDED,
            "validateOnPush",
            new Bool(),
            "flux",
            FLUX,
            "watch",
            complete(Map.of("hooks", Shape.ANYTHING)),
            "validation",
            VALIDATION,
            "scan",
            SCAN));

    static final Shape FILE = complete(Map.of(
            "apiVersion",
            new Choice(List.of(API_VERSION), false),
            "kind",
            new Choice(List.of(KIND), false),
            "metadata",
            partial(Map.of("name", new Name())),
            "spec",
            complete(Map.of(
                    "editor",
                    EXPANDED,
                    "cluster",
                    CLUSTER,
                    "provider",
                    Shape.ANYTHING,
                    "workload",
                    WORKLOAD,
                    "chat",
                    Shape.ANYTHING))));

    private KsailSchema() {}

    private static Section complete(Map<String, Shape> keys) {
        return new Section(true, new TreeMap<>(keys));
    }

    private static Section partial(Map<String, Shape> keys) {
        return new Section(false, new TreeMap<>(keys));
    }
}
