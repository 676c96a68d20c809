package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartAddress.Oci.ReferenceKind;
import io.github.ksailbot.engine.manifest.MappingNode;

/** Where Flux's sources have a chart, by their {@code spec}. */
final class SourceAddresses {
    private static final String OCI = "oci://";

    private SourceAddresses() {}

    /** A chart of a HelmRepository. */
    static ChartAddress repository(MappingNode spec, String chart, String version) {
        String url = spec.text("url");
        return url.startsWith(OCI) || spec.text("type").equals("oci")
                ? new ChartAddress.Oci(withoutScheme(url) + "/" + chart, version, ReferenceKind.SEMVER)
                : new ChartAddress.Repository(url, chart, version);
    }

    /** A chart at a path of a GitRepository. */
    static ChartAddress git(MappingNode spec, String chart) {
        return new ChartAddress.Git(spec.text("url"), ref(spec), chart);
    }

    /** The chart that an OCIRepository is. */
    static ChartAddress oci(MappingNode spec) {
        String url = withoutScheme(spec.text("url"));
        MappingNode ref = spec.mapping("ref");
        if (ref != null) {
            if (!ref.text("digest").isEmpty()) {
                return new ChartAddress.Oci(url, ref.text("digest"), ReferenceKind.DIGEST);
            }
            if (!ref.text("semver").isEmpty()) {
                return new ChartAddress.Oci(url, ref.text("semver"), ReferenceKind.SEMVER);
            }
            if (!ref.text("tag").isEmpty()) {
                return new ChartAddress.Oci(url, ref.text("tag"), ReferenceKind.TAG);
            }
        }
        return new ChartAddress.Oci(url, "latest", ReferenceKind.TAG);
    }

    private static String ref(MappingNode git) {
        MappingNode ref = git.mapping("ref");
        if (ref == null) {
            return "";
        }
        for (String kind : new String[] {"commit", "name", "semver", "tag", "branch"}) {
            if (!ref.text(kind).isEmpty()) {
                return ref.text(kind);
            }
        }
        return "";
    }

    private static String withoutScheme(String url) {
        return (url.startsWith(OCI) ? url.substring(OCI.length()) : url).replaceFirst("/+$", "");
    }
}
