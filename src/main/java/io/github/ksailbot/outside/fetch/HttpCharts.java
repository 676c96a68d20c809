package io.github.ksailbot.outside.fetch;

import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchives.Archive;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.outside.fetch.OutsideClient.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Charts of repositories with an {@code index.yaml}. An archive that was fetched once for an address is not fetched again.
 *
 * @see <a href="https://helm.sh/docs/topics/chart_repository/">the chart repository</a>
 */
final class HttpCharts {
    private final OutsideClient client;
    private final WebFiles files;
    private final CacheFolder cache;
    private final FetchLimits limits;

    HttpCharts(OutsideClient client, WebFiles files, CacheFolder cache, FetchLimits limits) {
        this.client = client;
        this.files = files;
        this.cache = cache;
        this.limits = limits;
    }

    Archive get(ChartAddress.Repository address) throws FetchException {
        HttpUrl base = client.url(address.url().endsWith("/") ? address.url() : address.url() + "/");
        byte[] index = files.get(base.resolve("index.yaml") + "", Map.of(), "list of charts");
        MappingNode entry = entry(index, address);
        HttpUrl url = archiveUrl(base, entry);
        String digest = entry.text("digest").toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "");
        byte[] content = archive(url, digest);
        return new Archive(content, "", url.newBuilder().query(null).build().toString());
    }

    private MappingNode entry(byte[] index, ChartAddress.Repository address) throws FetchException {
        YamlDocuments read = new YamlReader(YamlLimits.DEFAULT).read("index.yaml", index);
        MappingNode root =
                !read.documents().isEmpty() && read.documents().get(0) instanceof MappingNode mapping ? mapping : null;
        if (root == null) {
            throw FetchException.unavailable("its `index.yaml` cannot be read, or is too large", null);
        }
        MappingNode entries = root.mapping("entries");
        SequenceNode versions = entries == null ? null : entries.sequence(address.name());
        if (versions == null) {
            throw FetchException.absent("its `index.yaml` has no chart `" + address.name() + "`");
        }
        Map<Version, MappingNode> found = new LinkedHashMap<>();
        for (Node item : versions.items()) {
            if (item instanceof MappingNode one) {
                if (one.text("version").equals(address.version().strip())) {
                    return one;
                }
                Version.parse(one.text("version")).ifPresent(version -> found.putIfAbsent(version, one));
            }
        }
        VersionRange range = VersionRange.parse(address.version())
                .orElseThrow(() -> FetchException.absent(
                        "`" + address.version() + "` is neither a version nor a range of versions"));
        Optional<Version> newest = range.newest(found.keySet());
        return newest.map(found::get)
                .orElseThrow(() -> FetchException.absent("its `index.yaml` has no version %s of the chart `%s`"
                        .formatted(address.version().isEmpty() ? "" : "`" + address.version() + "`", address.name())));
    }

    /** Of the first of its addresses; one may be relative to the repository. */
    private HttpUrl archiveUrl(HttpUrl base, MappingNode entry) throws FetchException {
        SequenceNode urls = entry.sequence("urls");
        String first = urls != null && !urls.items().isEmpty() && urls.items().get(0) instanceof ScalarNode scalar
                ? scalar.text()
                : "";
        HttpUrl url = first.isEmpty() ? null : base.resolve(first);
        if (url == null) {
            throw FetchException.notAllowed("its `index.yaml` names no address of the archive that is fetched");
        }
        return client.url(url.toString());
    }

    private byte[] archive(HttpUrl url, String digest) throws FetchException {
        try {
            String key = "archive " + url + " " + digest;
            Optional<byte[]> known = cache.read(key);
            if (known.isPresent()) {
                return known.get();
            }
            Answer answer = client.get(url.toString(), Map.of(), limits.archive());
            if (!answer.isSuccess()) {
                throw OutsideClient.unexpected(answer, "archive");
            }
            if (!digest.isEmpty() && !CacheFolder.hash(answer.body()).equals(digest)) {
                throw FetchException.unavailable("its archive is another one than its `index.yaml` says", null);
            }
            cache.write(key, answer.body());
            return answer.body();
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw FetchException.unavailable("what was fetched cannot be kept on disk", e);
        }
    }
}
