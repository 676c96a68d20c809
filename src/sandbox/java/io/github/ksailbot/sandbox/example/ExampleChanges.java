package io.github.ksailbot.sandbox.example;

import io.github.ksailbot.sandbox.example.ExampleChange.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people propose to the example repository. */
public final class ExampleChanges {

    private static final String PROD = "k8s/clusters/prod/kustomization.yaml";

    private final Map<String, String> original = ExampleRepository.files();
    private final Map<String, String> changed = new TreeMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private ExampleChanges() {}

    /** A newer image and one more replica, only in production. */
    public static ExampleChange good() {
        return new ExampleChanges()
                .replace(PROD, "newTag: 1.4.2", "newTag: 1.5.0")
                .replace(PROD, "count: 3", "count: 4")
                .as("release-web-1.5.0", "Release web 1.5.0", "The new basket, and one more replica for the sale.");
    }

    /** A misspelt field in a base, a text where a number belongs in a patch, and a resource that was not added. */
    public static ExampleChange broken() {
        return new ExampleChanges()
                .mistake(
                        "k8s/bases/apps/web/deployment.yaml",
                        "          readinessProbe:",
                        "          readinesProbe:",
                        "misspelt field",
                        List.of("local", "prod"))
                .mistake(
                        "k8s/clusters/prod/patches/web-resources.yaml",
                        "terminationGracePeriodSeconds: 45",
                        "terminationGracePeriodSeconds: \"45\"",
                        "text instead of a number",
                        List.of("prod"))
                .mistake(
                        "k8s/clusters/local/kustomization.yaml",
                        "  - ../base",
                        "  - ../base\n  - debug-tools.yaml",
                        "file that does not exist",
                        List.of("local"))
                .as("tune-web", "Tune the web frontend", "Slower shutdown in production, and debug tools locally.");
    }

    /** Valid manifests with a container that gets all rights on its node: what only a scan finds. */
    public static ExampleChange careless() {
        return new ExampleChanges()
                .mistake(
                        "k8s/bases/apps/api/deployment.yaml",
                        "            allowPrivilegeEscalation: false",
                        "            privileged: true",
                        "privileged container",
                        List.of("local", "prod"))
                .as("debug-api", "Debug the api", "Only until the incident is over.");
    }

    private ExampleChanges replace(String path, String before, String after) {
        String text = changed.getOrDefault(path, original.getOrDefault(path, ""));
        if (text.indexOf(before) < 0 || text.indexOf(before) != text.lastIndexOf(before)) {
            throw new IllegalStateException(path + " does not have exactly one " + before);
        }
        changed.put(path, text.replace(before, after));
        return this;
    }

    /** A replacement whose last line is wrong. */
    private ExampleChanges mistake(String path, String before, String after, String what, List<String> environments) {
        replace(path, before, after);
        String text = changed.getOrDefault(path, "");
        String upToMistake = text.substring(0, text.indexOf(after) + after.length());
        int line = 1 + (int) upToMistake.chars().filter(c -> c == '\n').count();
        mistakes.add(new Mistake(path, line, what, environments));
        return this;
    }

    private ExampleChange as(String branch, String title, String body) {
        return new ExampleChange(branch, title, body, changed, mistakes);
    }
}
