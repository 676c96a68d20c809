package io.github.ksailbot.engine.scan.rule.rbac;

import io.github.ksailbot.engine.scan.rule.Json;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the rules of a subject's role grant, as paths into the role and the binding. */
final class Grants {
    private static final String BINDING = "relatedObjects[0]";
    private static final String ROLE = "relatedObjects[1]";

    private Grants() {}

    /**
     * For each rule of the role that grants one of the verbs on one of the resources, and for each subject of the binding
     * that is this one: the paths of resources, verbs, groups, of the subject and of the role's name.
     *
     * @param when what else must hold for a rule of the role
     */
    static List<List<String>> of(
            ScanObject subject,
            List<String> verbs,
            List<String> groups,
            List<String> resources,
            Predicate<Object> when) {
        List<List<String>> grants = new ArrayList<>();
        if (subject.related().size() < 2) {
            return grants;
        }
        ScanObject binding = subject.related().get(0);
        List<Object> rules = Json.list(subject.related().get(1).fields(), "rules");
        List<Object> subjects = Json.list(binding.fields(), "subjects");
        for (int rule = 0; rule < rules.size(); rule++) {
            Object granted = rules.get(rule);
            String path = ROLE + ".rules[" + rule + "].";
            List<String> verbPaths = paths(granted, path, "verbs", verbs);
            List<String> groupPaths = paths(granted, path, "apiGroups", groups);
            List<String> resourcePaths = paths(granted, path, "resources", resources);
            if (verbPaths.isEmpty() || groupPaths.isEmpty() || resourcePaths.isEmpty() || !when.test(granted)) {
                continue;
            }
            for (int at = 0; at < subjects.size(); at++) {
                if (isSame(subject, subjects.get(at))) {
                    List<String> paths = new ArrayList<>(resourcePaths);
                    paths.addAll(verbPaths);
                    paths.addAll(groupPaths);
                    paths.add(BINDING + ".subjects[" + at + "]");
                    paths.add(BINDING + ".roleRef.name");
                    grants.add(paths);
                }
            }
        }
        return grants;
    }

    private static List<String> paths(Object rule, String path, String field, List<String> wanted) {
        List<String> paths = new ArrayList<>();
        List<Object> items = Json.list(rule, field);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof String text && wanted.contains(text)) {
                paths.add(path + field + "[" + i + "]");
            }
        }
        return paths;
    }

    /** Whether the binding has a subject that is this service account, namespace included. */
    static boolean isBound(ScanObject subject) {
        return !subject.related().isEmpty()
                && Json.list(subject.related().get(0).fields(), "subjects").stream()
                        .anyMatch(other -> isEqual(subject, other, "kind")
                                && isEqual(subject, other, "name")
                                && isEqual(subject, other, "namespace"));
    }

    /** Service accounts are told apart by their namespace, users and groups by their API group. */
    private static boolean isSame(ScanObject subject, Object other) {
        return isEqual(subject, other, "kind")
                && isEqual(subject, other, "name")
                && (isEqual(subject, other, "namespace") || isEqual(subject, other, "apiGroup"));
    }

    private static boolean isEqual(ScanObject subject, @Nullable Object other, String field) {
        Object value = subject.at(field);
        return value != null && value.equals(Json.at(other, field));
    }
}
