package io.github.ksailbot.outside.fetch.chart;

import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchives.Archive;
import io.github.ksailbot.outside.fetch.net.Answer;
import io.github.ksailbot.outside.fetch.net.CacheFolder;
import io.github.ksailbot.outside.fetch.net.FetchException;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import io.github.ksailbot.outside.fetch.net.WebFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Charts of repositories with an {@code index.yaml}. An archive that was fetched once for an address is not fetched again.
 *
 * @see <a href="https://helm.sh/docs/topics/chart_repository/">the chart repository</a>
 */
public final class HttpCharts {
    /** Those of the largest public lists are some ten thousand. */
    private static final int MOST_VERSIONS = 100_000;

    private final OutsideClient client;
    private final WebFiles files;
    private final CacheFolder cache;
    private final FetchLimits limits;
    private final ChartLists lists = new ChartLists(MOST_VERSIONS);

    public HttpCharts(OutsideClient client, WebFiles files, CacheFolder cache, FetchLimits limits) {
        this.client = client;
        this.files = files;
        this.cache = cache;
        this.limits = limits;
    }

    Archive get(ChartAddress.Repository address) throws FetchException {
        HttpUrl base = client.url(address.url().endsWith("/") ? address.url() : address.url() + "/");
        byte[] index = files.get(base.resolve("index.yaml") + "", Map.of(), "list of charts");
        ChartList.Item item = lists.of(index).find(address.name(), address.version());
        HttpUrl url = archiveUrl(base, item);
        byte[] content = archive(url, item.digest());
        return new Archive(content, "", url.newBuilder().query(null).build().toString());
    }

    private HttpUrl archiveUrl(HttpUrl base, ChartList.Item item) throws FetchException {
        HttpUrl url = item.url().isEmpty() ? null : base.resolve(item.url());
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
                throw answer.failure("archive");
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
