package io.github.ksailbot.cli.scan;

import io.github.ksailbot.engine.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which namespaces are scanned; what is in none always is. */
final class ScanNamespaces {
    @Option(
            names = {"-e", "--exclude-namespaces"},
            split = ",",
            paramLabel = "NAME",
            description = "Namespaces that are neither tested nor counted.")
    private List<String> excludedNamespaces = new ArrayList<>();

    @Option(
            names = "--include-namespaces",
            split = ",",
            paramLabel = "NAME",
            description = "Scan these namespaces and what is in none, no others.")
    private List<String> includedNamespaces = new ArrayList<>();

    /**
     * Namespaces that are left out.
     *
     * @param byFiles those of the settings, unless the command line says otherwise
     * @param manifests that are scanned
     */
    List<String> excluded(List<String> byFiles, List<Manifest> manifests) {
        Set<String> excluded = new TreeSet<>(excludedNamespaces.isEmpty() ? byFiles : excludedNamespaces);
        if (!includedNamespaces.isEmpty()) {
            manifests.stream()
                    .map(Manifest::namespace)
                    .filter(namespace -> !namespace.isEmpty() && !includedNamespaces.contains(namespace))
                    .forEach(excluded::add);
        }
        return List.copyOf(excluded);
    }
}
