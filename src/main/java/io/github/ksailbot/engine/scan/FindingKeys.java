package io.github.ksailbot.engine.scan;

import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.kustomize.generate.GeneratedNames;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.manifest.StablePath;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.Fix;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What tells a failure of one side of a change from those of the other. Items of a list are known by their name, or their
 * text, as long as they have one: a container may move, but another one in its place is another one.
 */
final class FindingKeys {
    private FindingKeys() {}

    /**
     * One for each wrong field, the first for the field that the finding is about. Where no field is wrong, those count
     * that are to be set: a limit that goes beside one that is missing is another failure.
     *
     * @param field that the finding is about; may be empty
     * @param target of that field
     */
    static List<ScanFinding.Key> of(
            String control, String rule, KnownObject known, Alert alert, String field, FieldOrigins.Target target) {
        ScanFinding.Key first = new ScanFinding.Key(control, rule, known.key(), named(target));
        List<String> failed = alert.failedPaths().isEmpty()
                ? alert.fixPaths().stream().map(Fix::path).toList()
                : alert.failedPaths();
        if (failed.isEmpty() || (failed.size() == 1 && failed.get(0).equals(field))) {
            return List.of(first);
        }
        Set<ScanFinding.Key> keys = new LinkedHashSet<>();
        keys.add(first);
        failed.forEach(path -> keys.add(
                new ScanFinding.Key(control, rule, known.key(), named(FieldOrigins.target(known.object(), path)))));
        return List.copyOf(keys);
    }

    /**
     * What an object is known by: group, kind, namespace and name without the hash of generated content; a subject with
     * its binding and role.
     *
     * @param id of the object, for a subject without a version
     */
    static String of(ScanObject object, ResourceId id) {
        Manifest itself = object.manifest();
        return (itself == null ? text(id) : text(itself))
                + object.related().stream()
                        .map(ScanObject::manifest)
                        .map(manifest -> manifest == null ? "" : " " + text(manifest))
                        .collect(Collectors.joining());
    }

    private static String text(Manifest manifest) {
        ResourceId id = manifest.id();
        return text(new ResourceId(
                id.group(), id.version(), id.kind(), id.namespace(), GeneratedNames.withoutHash(manifest)));
    }

    private static String text(ResourceId id) {
        return id.group() + "/" + id;
    }

    /** A path with names instead of places; a subject's own fields are in no list. */
    private static String named(FieldOrigins.Target target) {
        Manifest manifest = target.object().manifest();
        return target.prefix()
                + (manifest == null
                        ? target.steps().stream().map(step -> "." + step).collect(Collectors.joining())
                        : StablePath.of(manifest.root(), target.steps()));
    }
}
