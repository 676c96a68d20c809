package io.github.ksailbot.engine.kustomize.variable;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.manifest.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vars of a kustomization and all below it. Immutable.
 *
 * @param byName each name once, sorted
 */
public record Variables(Map<String, Variable> byName) {
    public static final Variables NONE = new Variables(Map.of());

    /**
     * These and others.
     *
     * @throws BuildException when a name is defined twice
     */
    public Variables plus(Iterable<Variable> more) throws BuildException {
        Map<String, Variable> all = new TreeMap<>(byName);
        for (Variable variable : more) {
            Variable first = all.putIfAbsent(variable.name(), variable);
            if (first != null) {
                throw BuildException.of(
                                "kustomize/duplicate-var",
                                "The var `%s` is defined a second time; it is defined in `%s` already."
                                        .formatted(
                                                variable.name(), first.origin().place()),
                                variable.origin())
                        .withFix("Give one of them another name.");
            }
        }
        return new Variables(all);
    }

    public Variables plus(Variables more) throws BuildException {
        return more.byName.isEmpty() ? this : plus(more.byName.values());
    }

    /**
     * Marks the resources that the values of {@code variables} come from, so that they are found under any later name.
     *
     * @throws BuildException when a var could mean several resources
     */
    public static ResourceMap mark(ResourceMap resources, List<Variable> variables) throws BuildException {
        List<Resource> marked = new ArrayList<>(resources.resources());
        for (Variable variable : variables) {
            List<Integer> matches = new ArrayList<>();
            for (int i = 0; i < marked.size(); i++) {
                if (variable.isReadFrom(marked.get(i))) {
                    matches.add(i);
                }
            }
            if (matches.size() > 1) {
                throw BuildException.of(
                                "kustomize/ambiguous-var",
                                "The var `%s` could be read from any of %d resources."
                                        .formatted(variable.name(), matches.size()),
                                variable.origin())
                        .withFix("Give its `objref` a namespace.");
            }
            for (int i : matches) {
                marked.set(i, marked.get(i).withVariable(variable.name()));
            }
        }
        return new ResourceMap(marked);
    }

    /**
     * @throws BuildException when a var has no resource, or that resource not the field
     */
    Map<String, Node> values(ResourceMap resources) throws BuildException {
        Map<String, Node> values = new TreeMap<>();
        for (Variable variable : byName.values()) {
            values.put(variable.name(), value(variable, resources));
        }
        return values;
    }

    private static Node value(Variable variable, ResourceMap resources) throws BuildException {
        Origin origin = variable.origin();
        for (Resource resource : resources.resources()) {
            if (resource.variables().contains(variable.name())) {
                Node value = VariablePath.parse(variable.fieldPath()).in(resource.root());
                if (value == null) {
                    throw BuildException.of(
                            "kustomize/var-target",
                            "`%s` has no field `%s`, which the var `%s` is read from."
                                    .formatted(resource.id(), variable.fieldPath(), variable.name()),
                            origin);
                }
                return value;
            }
        }
        throw BuildException.of(
                        "kustomize/var-target",
                        "The var `%s` is read from `%s`, which is not there."
                                .formatted(variable.name(), variable.source()),
                        origin)
                .withFix("Correct apiVersion, kind or name of its `objref`.");
    }
}
