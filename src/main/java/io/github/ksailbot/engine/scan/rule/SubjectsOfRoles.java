package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may do what: each subject of each binding, together with the binding and the role that it refers to. This is
 * Kubescape's aggregator {@code subject-role-rolebinding}.
 *
 * <p>A role is found by kind and name, and by group and namespace where both sides name one: a manifest that leaves its
 * namespace out is still judged.
 */
public final class SubjectsOfRoles {
    private SubjectsOfRoles() {}

    /** One object for each subject, in the order of bindings, then roles, then subjects. */
    public static List<ScanObject> of(List<ScanObject> objects) {
        Map<String, List<ScanObject>> roles = new LinkedHashMap<>();
        for (ScanObject object : objects) {
            if (object.kind().endsWith("Role")) {
                roles.computeIfAbsent(object.kind() + "/" + object.name(), key -> new ArrayList<>())
                        .add(object);
            }
        }
        List<ScanObject> subjects = new ArrayList<>();
        for (ScanObject binding : objects) {
            if (binding.kind().endsWith("Binding")) {
                String role = Json.text(binding.fields(), "roleRef", "kind") + "/"
                        + Json.text(binding.fields(), "roleRef", "name");
                for (ScanObject candidate : roles.getOrDefault(role, List.of())) {
                    if (isReferredTo(binding, candidate)) {
                        addSubjects(binding, candidate, subjects);
                    }
                }
            }
        }
        return List.copyOf(subjects);
    }

    private static void addSubjects(ScanObject binding, ScanObject role, List<ScanObject> subjects) {
        for (Object subject : Json.list(binding.fields(), "subjects")) {
            if (subject instanceof Map<?, ?>) {
                Map<String, Object> fields = new LinkedHashMap<>(Json.map(subject));
                fields.put("relatedObjects", List.of(binding.fields(), role.fields()));
                subjects.add(ScanObject.subject(fields, List.of(binding, role)));
            }
        }
    }

    private static boolean isReferredTo(ScanObject binding, ScanObject role) {
        String wanted = Json.text(binding.fields(), "roleRef", "apiGroup");
        String apiVersion = role.apiVersion();
        String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        if (!wanted.isEmpty() && !group.isEmpty() && !wanted.equals(group)) {
            return false;
        }
        boolean clusterWide = role.isKind("ClusterRole")
                || (!role.isKind("Role") && role.namespace().isEmpty());
        if (clusterWide) {
            return true;
        }
        boolean reaches = role.isKind("Role") ? binding.isKind("RoleBinding") : !binding.isKind("ClusterRoleBinding");
        return reaches
                && (role.namespace().isEmpty()
                        || binding.namespace().isEmpty()
                        || role.namespace().equals(binding.namespace()));
    }
}
