package io.github.ksailbot.sandbox.kubernetes.argocd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.kubernetes.controller.Behaviour;
import io.github.ksailbot.sandbox.kubernetes.controller.Next;
import io.github.ksailbot.sandbox.kubernetes.controller.ObjectController;
import io.github.ksailbot.sandbox.kubernetes.controller.Script;
import io.github.ksailbot.sandbox.kubernetes.patch.ManagedFields.Manager;
import io.github.ksailbot.sandbox.kubernetes.resource.Removal;
import io.github.ksailbot.sandbox.kubernetes.resource.Resources;
import io.github.ksailbot.sandbox.kubernetes.resource.Write;
import io.github.ksailbot.sandbox.kubernetes.store.Key;
import io.github.ksailbot.sandbox.kubernetes.store.Kind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** ApplicationSets with list generators: an Application for each element, as long as there is the element. */
final class ApplicationSetController extends ObjectController {
    private static final String NAME = "argocd-applicationset-controller";

    private final ObjectMapper mapper = new ObjectMapper();

    ApplicationSetController(Resources resources, Script script) {
        super(resources, script, NAME, "argoproj.io", "ApplicationSet");
    }

    @Override
    protected Next reconcile(Key key, Kind kind, ObjectNode object) {
        Behaviour behaviour = behaviour(key);
        if (behaviour instanceof Behaviour.Ignored) {
            return Next.idle();
        }
        return Next.in(behaviour.takes(), () -> generate(key, object));
    }

    private Next generate(Key key, ObjectNode set) {
        Kind applications = kind("Application");
        Set<String> names = new HashSet<>();
        for (JsonNode generator : set.at("/spec/generators")) {
            for (JsonNode element : generator.at("/list/elements")) {
                ObjectNode application = render(set.at("/spec/template"), element);
                application.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
                application
                        .withArray("/metadata/ownerReferences")
                        .addObject()
                        .put("kind", "ApplicationSet")
                        .put("name", key.name())
                        .put("uid", text(set, "/metadata/uid"));
                String name = text(application, "/metadata/name");
                names.add(name);
                resources.apply(
                        applications,
                        key.namespace(),
                        name,
                        application,
                        true,
                        new Write(Manager.apply(NAME, ""), false));
            }
        }
        for (ObjectNode application : resources.store().list(applications, key.namespace())) {
            boolean mine = text(application, "/metadata/ownerReferences/0/uid").equals(text(set, "/metadata/uid"));
            String name = text(application, "/metadata/name");
            if (mine && !names.contains(name)) {
                resources.delete(applications, key.namespace(), name, Removal.Options.PLAIN);
            }
        }
        status(
                key,
                status -> status.set(
                        "ResourcesUpToDate",
                        "True",
                        "ApplicationSetUpToDate",
                        "All applications" + " have been generated successfully"));
        return Next.idle();
    }

    private ObjectNode render(JsonNode template, JsonNode element) {
        String text = template.toString();
        for (Map.Entry<String, JsonNode> value : element.properties()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue().asText())
                    .replace("{{." + value.getKey() + "}}", value.getValue().asText());
        }
        try {
            return (ObjectNode) mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the template becomes no JSON: " + text, e);
        }
    }
}
