package io.github.ksailbot.engine.flux;

import io.github.ksailbot.engine.graph.ObjectKey;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cluster's kustomize-controller refuses variables that nobody defines. It does so since its version 1.9, which
 * came with Flux 2.9, unless a feature gate says otherwise.
 *
 * @see <a href="https://github.com/fluxcd/kustomize-controller/blob/main/CHANGELOG.md#190">Change log</a>
 */
final class StrictMode {
    private static final Pattern GATE = Pattern.compile("StrictPostBuildSubstitutions=(true|false)");
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\..*)?");
    private static final ObjectKey CONTROLLER = new ObjectKey("Deployment", FluxSources.SYSTEM, "kustomize-controller");
    private static final int STRICT_SINCE_MINOR = 9;

    private StrictMode() {}

    /** As the controller's Deployment or the {@code FluxInstance} says, where one was rendered. */
    static boolean of(Surroundings surroundings, boolean otherwise) {
        for (Manifest instance : surroundings.all("FluxInstance")) {
            Optional<Boolean> said = said(
                    instance,
                    text(FieldPath.of("spec", "distribution", "version").find(instance.root())),
                    2);
            if (said.isPresent()) {
                return said.get();
            }
        }
        Manifest controller = surroundings.find(CONTROLLER);
        return controller == null
                ? otherwise
                : said(controller, tag(controller), 1).orElse(otherwise);
    }

    /** @param major the version that became strict with its minor version {@value #STRICT_SINCE_MINOR} */
    private static Optional<Boolean> said(Manifest object, String version, int major) {
        Matcher written = VERSION.matcher(version);
        String gate = gate(object.root());
        if (gate != null) {
            return Optional.of(Boolean.valueOf(gate));
        }
        if (!written.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(written.group(1));
        return Optional.of(
                first > major || (first == major && Integer.parseInt(written.group(2)) >= STRICT_SINCE_MINOR));
    }

    /** The last one, in an argument or in a patch of one. */
    private static @Nullable String gate(Node node) {
        String found = null;
        if (node instanceof ScalarNode scalar) {
            Matcher gates = GATE.matcher(scalar.text());
            while (gates.find()) {
                found = gates.group(1);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.items()) {
                String one = gate(item);
                found = one == null ? found : one;
            }
        } else if (node instanceof MappingNode mapping) {
            for (MappingNode.Entry entry : mapping.entries()) {
                String one = gate(entry.value());
                found = one == null ? found : one;
            }
        }
        return found;
    }

    private static String tag(Manifest deployment) {
        Node containers = FieldPath.of("spec", "template", "spec", "containers").find(deployment.root());
        if (containers instanceof SequenceNode all
                && !all.items().isEmpty()
                && all.items().get(0) instanceof MappingNode container) {
            String image = container.text("image").replaceFirst("@.*", "");
            return image.substring(image.lastIndexOf(':') + 1);
        }
        return "";
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.text() : "";
    }
}
