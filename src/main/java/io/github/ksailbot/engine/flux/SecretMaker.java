package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Question;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects of which an operator in the cluster makes a Secret: that it will be there can be known, its values cannot. Asks for
 * the makers by the Secrets that they make.
 *
 * @param kind of the objects
 * @param name where the Secret's name is written when it is not that of the object
 */
public record SecretMaker(String kind, FieldPath name) implements Question<Map<ObjectKey, ObjectKey>> {
    private static final String SECRET = "Secret";

    private static final List<SecretMaker> ALL = List.of(
            new SecretMaker("ExternalSecret", FieldPath.of("spec", "target", "name")),
            new SecretMaker("SealedSecret", FieldPath.of("spec", "template", "metadata", "name")),
            new SecretMaker("Certificate", FieldPath.of("spec", "secretName")),
            new SecretMaker("VaultStaticSecret", FieldPath.of("spec", "destination", "name")),
            new SecretMaker("VaultDynamicSecret", FieldPath.of("spec", "destination", "name")),
            new SecretMaker("InfisicalSecret", FieldPath.of("spec", "managedSecretReference", "secretName")),
            new SecretMaker("OnePasswordItem", FieldPath.of("metadata", "name")));

    /** Null when nothing that was rendered so far makes the Secret. */
    public static @Nullable ObjectKey find(ObjectKey secret, Surroundings surroundings) {
        if (!secret.kind().equals(SECRET)) {
            return null;
        }
        for (SecretMaker one : ALL) {
            ObjectKey maker = surroundings.learn(one).get(secret);
            if (maker != null) {
                return maker;
            }
        }
        return null;
    }

    /** Of several makers of a Secret the first one. */
    @Override
    public Map<ObjectKey, ObjectKey> answer(List<Manifest> objects) {
        Map<ObjectKey, ObjectKey> makers = new HashMap<>();
        for (Manifest maker : objects) {
            String secret = name.find(maker.root()) instanceof ScalarNode scalar ? scalar.text() : maker.name();
            makers.putIfAbsent(new ObjectKey(SECRET, maker.namespace(), secret), ObjectKey.of(maker));
        }
        return Map.copyOf(makers);
    }

    @Override
    public int size(Map<ObjectKey, ObjectKey> answer) {
        return 2 * answer.size();
    }
}
