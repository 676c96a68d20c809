package io.github.ksailbot.engine.sops;

import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.manifest.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted files in the data of a Secret, as kustomize's generator takes them up and Flux opens them: YAML, JSON and binary
 * files as one value each, a file of variables as a value for each line.
 */
final class SopsData {
    private static final String DATA = "data";
    private static final String VARIABLE = "sops_";
    private static final String MARK = "ENC[";

    private final SopsDecryption decryption;

    SopsData(SopsDecryption decryption) {
        this.decryption = decryption;
    }

    /** With stand-ins; what cannot be opened stays. */
    Manifest opened(Manifest secret) {
        MappingNode data = secret.root().mapping(DATA);
        if (data == null) {
            return secret;
        }
        MappingNode opened = data.has(VARIABLE + "mac") ? variables(data) : data;
        for (MappingNode.Entry entry : opened.entries()) {
            String text = entry.value() instanceof ScalarNode scalar ? decoded(scalar) : "";
            String plain = text.contains(MARK) && text.contains("sops") ? file(entry.value(), text) : null;
            if (plain != null) {
                opened = opened.with(entry.key().text(), encoded(plain, entry.value()));
            }
        }
        return opened.equals(data) ? secret : new Manifest(secret.root().with(DATA, opened));
    }

    private @Nullable String file(Node value, String text) {
        YamlDocuments yaml =
                new YamlReader(YamlLimits.DEFAULT).read(value.origin().in(), text.getBytes(StandardCharsets.UTF_8));
        MappingNode opened = yaml.documents().size() == 1 && yaml.documents().get(0) instanceof MappingNode root
                ? decryption.opened(root)
                : null;
        if (opened == null) {
            return null;
        }
        // of a binary file there is nothing but its content
        return opened.size() == 1 && opened.scalar(DATA) != null ? opened.text(DATA) : YamlWriter.write(opened);
    }

    private MappingNode variables(MappingNode data) {
        List<String> armored = new ArrayList<>();
        for (MappingNode.Entry entry : data.entries()) {
            if (entry.key().text().matches("sops_age__list_\\d+__map_enc")
                    && entry.value() instanceof ScalarNode scalar) {
                armored.add(decoded(scalar).replace("\\n", "\n"));
            }
        }
        byte[] key = decryption.key(armored);
        if (key == null) {
            return data;
        }
        SopsCipher cipher = new SopsCipher(key);
        MappingNode opened = data;
        for (MappingNode.Entry entry : data.entries()) {
            String name = entry.key().text();
            if (name.startsWith(VARIABLE)) {
                opened = opened.without(name);
            } else if (entry.value() instanceof ScalarNode scalar && SopsCipher.isEncrypted(decoded(scalar))) {
                SopsCipher.Plain plain = cipher.open(decoded(scalar), name + ":");
                if (plain != null) {
                    opened = opened.with(name, encoded(StandIn.of(plain.text()), scalar));
                }
            }
        }
        return opened;
    }

    private static ScalarNode encoded(String text, Node place) {
        return ScalarNode.string(
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), place.origin());
    }

    /** Empty for what is not encoded. */
    private static String decoded(ScalarNode value) {
        try {
            return new String(Base64.getMimeDecoder().decode(value.text()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
