package io.github.ksailbot.cli.local;

import io.github.ksailbot.engine.helm.template.Capabilities;
import io.github.ksailbot.engine.kustomize.memo.TracedMemo;
import io.github.ksailbot.engine.render.RenderSettings;
import io.github.ksailbot.engine.render.RepositoryRenderer;
import io.github.ksailbot.engine.sops.AgeKeyException;
import io.github.ksailbot.engine.sops.AgeKeys;
import io.github.ksailbot.outside.chart.Charts;
import io.github.ksailbot.outside.chart.TimeBudgets;
import io.github.ksailbot.outside.chart.WorkerLimits;
import io.github.ksailbot.outside.fetch.Outside;
import io.github.ksailbot.outside.fetch.net.Access;
import io.github.ksailbot.outside.fetch.net.AllowedHosts;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * What rendering may use beside the files of a directory. Every command that renders environments has these options, so that
 * all of them render the same, and the same as a bot whose operator gives it as much.
 */
public final class RenderOptions {
    private static final String KEY_FILE_VARIABLE = "SOPS_AGE_KEY_FILE";
    private static final Pattern VERSION = Pattern.compile("v?(\\d+\\.\\d+)(\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?)?");

    private final Surroundings surroundings;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(
            names = "--fetch",
            paramLabel = "HOST",
            split = ",",
            description = "Fetch bases, files and charts of other places from these hosts, over HTTPS and from the"
                    + " internet only: HOST, HOST:PORT or *.DOMAIN, several with commas between them. Default: nothing"
                    + " is fetched.")
    private List<String> hosts = List.of();

    @Option(
            names = "--fetch-private",
            paramLabel = "HOST",
            split = ",",
            description = "The same for hosts that may be in a private network; never on this machine.")
    private List<String> privateHosts = List.of();

    @Option(
            names = "--fetch-cache",
            paramLabel = "DIR",
            description = "Keep what was fetched there. Default: ksail-bot/fetched in the user's cache directory.")
    private @Nullable Path cache;

    @Option(
            names = "--age-key-file",
            paramLabel = "FILE",
            description =
                    "Private keys of age for what SOPS encrypted. What they open is never printed: stand-ins of the"
                            + " same shape are. Default: the variable " + KEY_FILE_VARIABLE + ".")
    private @Nullable Path keyFile;

    @Option(
            names = "--kube-version",
            paramLabel = "VERSION",
            description = "What .Capabilities.KubeVersion tells charts, such as v1.33.0. Default: the version of the"
                    + " bundled schemas.")
    private @Nullable String kubeVersion;

    @Option(
            names = "--api-versions",
            paramLabel = "VERSION",
            split = ",",
            description = "What .Capabilities.APIVersions tells charts beside Kubernetes' own and what the repository"
                    + " defines, such as monitoring.coreos.com/v1.")
    private List<String> apiVersions = List.of();

    public RenderOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * A renderer for one repository or directory. What SOPS encrypted is opened, and fetched is what was allowed.
     *
     * @param directory whose remote {@code origin} is the address of the repository; null for no repository
     * @throws ParameterException when a host or a version is none
     * @throws IOException with a message for people when the file with keys cannot be read, or is none
     */
    public LocalRenderer open(@Nullable Path directory) throws IOException {
        Outside outside = outside();
        RenderSettings settings = RenderSettings.DEFAULT
                .withAddresses(OriginAddress.of(directory))
                .withFetcher(outside.fetcher())
                .withKeys(keys())
                .withVariables(surroundings.variables());
        Charts charts = new Charts(WorkerLimits.DEFAULT, TimeBudgets.DEFAULT, capabilities());
        return new LocalRenderer(
                RepositoryRenderer.of(TracedMemo.ofDefaultSize(), settings.withCharts(charts.tools(outside.charts()))),
                charts);
    }

    private Capabilities capabilities() {
        Capabilities known = Charts.cluster();
        return new Capabilities(kubeVersion == null ? known.kubeVersion() : version(kubeVersion), known.apiVersions())
                .with(apiVersions);
    }

    /** As a cluster writes its own: {@code v1.33.0}. */
    private String version(String text) {
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--kube-version is a version such as v1.33.0, not `" + text + "`.");
        }
        return "v" + version.group(1) + (version.group(2) == null ? ".0" : version.group(2));
    }

    private Outside outside() {
        try {
            Path folder = cache == null ? defaultCache() : cache;
            return Outside.of(
                    AllowedHosts.of(hosts, privateHosts),
                    surroundings.reach().with(new Access(List.of(), null, ProxySelector.getDefault())),
                    folder.toAbsolutePath(),
                    FetchLimits.DEFAULT,
                    Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Path defaultCache() {
        String given = surroundings.variables().getOrDefault("XDG_CACHE_HOME", "");
        Path caches = given.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        return caches.resolve("ksail-bot").resolve("fetched");
    }

    private AgeKeys keys() throws IOException {
        String named = surroundings.variables().getOrDefault(KEY_FILE_VARIABLE, "");
        Path file = keyFile != null ? keyFile : named.isEmpty() ? null : Path.of(named);
        if (file == null || file.toString().isEmpty()) {
            return AgeKeys.NONE;
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IOException("The key file `" + file + "` cannot be read.", e);
        }
        try {
            return AgeKeys.parse(text);
        } catch (AgeKeyException e) {
            throw new IOException("`" + file + "`: " + e.getMessage(), e);
        }
    }
}
