package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects of which an operator in the cluster makes a Secret: that it will be there can be known, its values cannot. */
public final class SecretMaker {
    /** By kind, where the Secret's name is written when it is not that of the object. */
    private static final Map<String, FieldPath> NAMES = Map.of(
            "ExternalSecret", FieldPath.of("spec", "target", "name"),
            "SealedSecret", FieldPath.of("spec", "template", "metadata", "name"),
            "Certificate", FieldPath.of("spec", "secretName"),
            "VaultStaticSecret", FieldPath.of("spec", "destination", "name"),
            "VaultDynamicSecret", FieldPath.of("spec", "destination", "name"),
            "InfisicalSecret", FieldPath.of("spec", "managedSecretReference", "secretName"),
            "OnePasswordItem", FieldPath.of("metadata", "name"));

    private SecretMaker() {}

    /** Null when nothing that was rendered so far makes the Secret. */
    public static @Nullable ObjectKey find(ObjectKey secret, Surroundings surroundings) {
        if (!secret.kind().equals("Secret")) {
            return null;
        }
        for (Map.Entry<String, FieldPath> kind : NAMES.entrySet()) {
            for (Manifest maker : surroundings.all(kind.getKey())) {
                Node written = kind.getValue().find(maker.root());
                String name = written instanceof ScalarNode scalar ? scalar.text() : maker.name();
                if (name.equals(secret.name()) && maker.namespace().equals(secret.namespace())) {
                    return ObjectKey.of(maker);
                }
            }
        }
        return null;
    }
}
