package io.github.ksailbot.engine.argocd.appset;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clusters that Secrets declare to Argo CD. */
public final class ClusterSecrets {
    private static final String ENCRYPTED = "ENC[";
    /** Its label. */
    static final String TYPE = "argocd.argoproj.io/secret-type";

    private ClusterSecrets() {}

    /** Whether a manifest declares a cluster. */
    public static boolean isOne(Manifest manifest) {
        MappingNode metadata = manifest.root().mapping("metadata");
        MappingNode labels = metadata == null ? null : metadata.mapping("labels");
        return manifest.kind().equals("Secret")
                && labels != null
                && labels.text(TYPE).equals("cluster");
    }

    /**
     * Clusters by name; the local one is among them as long as none of them has its address.
     *
     * @param more that are known from elsewhere; a Secret of the same name wins
     */
    public static Map<String, Cluster> of(Collection<Manifest> secrets, Collection<Cluster> more) {
        Map<String, Cluster> clusters = new TreeMap<>();
        more.forEach(cluster -> clusters.put(cluster.name(), cluster));
        for (Manifest secret : secrets) {
            MappingNode metadata = secret.root().mapping("metadata");
            String server = data(secret, "server");
            String name = data(secret, "name");
            String known = name.isEmpty() ? server : name;
            if (metadata != null && !known.isEmpty() && !isEncrypted(secret)) {
                clusters.put(
                        known,
                        new Cluster(
                                name,
                                server,
                                data(secret, "project"),
                                texts(metadata.mapping("labels")),
                                texts(metadata.mapping("annotations")),
                                true));
            }
        }
        if (clusters.values().stream().noneMatch(one -> one.server().equals(Cluster.LOCAL_SERVER))) {
            clusters.putIfAbsent(Cluster.LOCAL.name(), Cluster.LOCAL);
        }
        return clusters;
    }

    /** Whether nobody can tell its name or address from the text. */
    public static boolean isEncrypted(Manifest secret) {
        return secret.root().has("sops")
                || data(secret, "name").startsWith(ENCRYPTED)
                || data(secret, "server").startsWith(ENCRYPTED);
    }

    private static String data(Manifest secret, String key) {
        MappingNode plain = secret.root().mapping("stringData");
        if (plain != null && plain.has(key)) {
            return plain.text(key);
        }
        MappingNode data = secret.root().mapping("data");
        try {
            return data == null
                    ? ""
                    : new String(Base64.getMimeDecoder().decode(data.text(key)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // an encrypted or a wrong value tells nothing
            return "";
        }
    }

    private static Map<String, String> texts(@Nullable MappingNode mapping) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (mapping != null) {
            for (MappingNode.Entry entry : mapping.entries()) {
                Node value = entry.value();
                texts.put(entry.key().text(), value instanceof ScalarNode scalar ? scalar.text() : "");
            }
        }
        return texts;
    }
}
