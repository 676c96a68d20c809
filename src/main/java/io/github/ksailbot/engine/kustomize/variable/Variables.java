package io.github.ksailbot.engine.kustomize.variable;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.resource.BuildException;
import io.github.ksailbot.engine.kustomize.resource.Resource;
import io.github.ksailbot.engine.kustomize.resource.ResourceMap;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The vars of a kustomization and all below it. Immutable.
 *
 * @param byName each name once, sorted
 */
public record Variables(Map<String, Variable> byName) {
    private static final int STEPS_PER_VARIABLE = 20;

    public static final Variables NONE = new Variables(Map.of());

    /**
     * These and others.
     *
     * @throws BuildException when a name is defined twice
     */
    public Variables plus(Collection<Variable> more, Work work) throws BuildException {
        if (more.isEmpty()) {
            return this;
        }
        work.spend(byName.size() + STEPS_PER_VARIABLE * (long) more.size());
        Map<String, Variable> all = new TreeMap<>(byName);
        for (Variable variable : more) {
            Variable first = all.putIfAbsent(variable.name(), variable);
            if (first != null && first.origin().place().equals(variable.origin().place())) {
                throw BuildException.of(
                                "kustomize/duplicate-var",
                                "The var `%s` comes in a second time: two entries on the way here lead to the kustomization that defines it."
                                        .formatted(variable.name()),
                                variable.origin())
                        .withFix("Include that kustomization once only.");
            }
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

    public Variables plus(Variables more, Work work) throws BuildException {
        return plus(more.byName.values(), work);
    }

    /**
     * Marks the resources that the values of {@code variables} come from, so that they are found under any later name.
     *
     * @throws BuildException when a var could mean several resources
     */
    public static ResourceMap mark(ResourceMap resources, List<Variable> variables, Work work) throws BuildException {
        ResourceMap marked = resources;
        for (Variable variable : variables) {
            List<Integer> matches = new ArrayList<>();
            for (int place : marked.named(variable.source().name(), work)) {
                work.spend(2L + marked.get(place).historySize());
                if (variable.isReadFrom(marked.get(place))) {
                    matches.add(place);
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
            for (int place : matches) {
                work.spend(marked.get(place).variables().size());
                marked = marked.with(place, marked.get(place).withVariable(variable.name()), work);
            }
        }
        return marked;
    }

    /**
     * @throws BuildException when a var has no resource, or that resource not the field
     */
    Map<String, Node> values(ResourceMap resources, Work work) throws BuildException {
        Map<String, Resource> sources = new HashMap<>();
        for (Resource resource : resources.resources()) {
            work.spend(1L + resource.variables().size());
            resource.variables().forEach(name -> sources.putIfAbsent(name, resource));
        }
        Map<String, Node> values = new TreeMap<>();
        for (Variable variable : byName.values()) {
            work.spend(STEPS_PER_VARIABLE + variable.fieldPath().length());
            values.put(variable.name(), value(variable, sources.get(variable.name())));
        }
        return values;
    }

    private static Node value(Variable variable, @Nullable Resource resource) throws BuildException {
        Origin origin = variable.origin();
        if (resource == null) {
            throw BuildException.of(
                            "kustomize/var-target",
                            "The var `%s` is read from `%s`, which is not there."
                                    .formatted(variable.name(), variable.source()),
                            origin)
                    .withFix("Correct apiVersion, kind or name of its `objref`.");
        }
        Node value = VariablePath.parse(variable.fieldPath()).in(resource.root());
        if (value == null) {
            throw BuildException.of(
                            "kustomize/var-target",
                            "`%s` has no field `%s`, which the var `%s` is read from."
                                    .formatted(resource.id(), variable.fieldPath(), variable.name()),
                            origin)
                    .withFix("Correct the `fieldPath` of its `fieldref`, or write the field.");
        }
        return value;
    }
}
