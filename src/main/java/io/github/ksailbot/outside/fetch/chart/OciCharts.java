package io.github.ksailbot.outside.fetch.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartAddress.Oci.ReferenceKind;
import io.github.ksailbot.engine.helm.chart.ChartArchives.Archive;
import io.github.ksailbot.outside.fetch.net.FetchException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Charts in OCI registries: the layer of a chart, or the first one of what Flux packed.
 *
 * @see <a href="https://helm.sh/docs/topics/registries/">charts in registries</a>
 */
public final class OciCharts {
    private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final OciRegistry registry;

    public OciCharts(OciRegistry registry) {
        this.registry = registry;
    }

    Archive get(ChartAddress.Oci address) throws FetchException {
        OciRegistry.Place place = OciRegistry.Place.of(address.repository());
        String reference = reference(place, address);
        OciRegistry.StoredManifest manifest = registry.manifest(place, reference);
        JsonNode layer = layer(manifest.json());
        String digest = layer.path("digest").asText();
        if (!DIGEST.matcher(digest).matches()) {
            throw FetchException.absent("`" + reference + "` is no chart");
        }
        return new Archive(
                registry.blob(place, digest),
                manifest.digest(),
                "oci://" + address.repository() + "@" + manifest.digest());
    }

    private String reference(OciRegistry.Place place, ChartAddress.Oci address) throws FetchException {
        String written = address.reference().strip();
        if (address.kind() == ReferenceKind.DIGEST) {
            if (!DIGEST.matcher(written).matches()) {
                throw FetchException.absent("`" + written + "` is no digest");
            }
            return written;
        }
        // A tag has no `+`: Helm writes `_` in its place.
        if (address.kind() == ReferenceKind.TAG && !written.isEmpty() && isTag(written.replace('+', '_'))) {
            return written.replace('+', '_');
        }
        VersionRange range = VersionRange.parse(written)
                .orElseThrow(
                        () -> FetchException.absent("`" + written + "` is neither a version nor a range of versions"));
        Map<Version, String> tags = new LinkedHashMap<>();
        for (String tag : registry.tags(place)) {
            Version.parse(tag.replace('_', '+')).ifPresent(version -> tags.putIfAbsent(version, tag));
        }
        Optional<Version> newest = range.newest(tags.keySet());
        return newest.map(tags::get)
                .orElseThrow(() ->
                        FetchException.absent("it has no version" + (written.isEmpty() ? "" : " `" + written + "`")));
    }

    private static boolean isTag(String text) {
        return text.matches("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    }

    private static JsonNode layer(JsonNode manifest) {
        JsonNode layers = manifest.path("layers");
        for (JsonNode layer : layers) {
            if (layer.path("mediaType").asText().equals(CHART)) {
                return layer;
            }
        }
        return layers.path(0);
    }
}
