package io.github.ksailbot.config;

import io.github.ksailbot.delivery.registry.RegistrySettingException;
import io.github.ksailbot.delivery.registry.TrustedAuthorities;
import io.github.ksailbot.outside.fetch.Outside;
import io.github.ksailbot.outside.fetch.net.Access;
import io.github.ksailbot.outside.fetch.net.AllowedHosts;
import io.github.ksailbot.outside.fetch.net.FetchBudget;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.Reach;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What is fetched from outside for each repository. Those that may use the same credentials share a memory on disk, and nobody
 * else has a part in it.
 */
public final class FetchedSources {
    private final FetchSettings settings;
    private final AllowedHosts hosts;
    private final @Nullable X509TrustManager trust;
    private final @Nullable ProxySelector proxies;
    private final Path folder;
    private final Clock clock;
    private final Map<SortedSet<String>, Outside> known = new ConcurrentHashMap<>();

    /**
     * @param folder for what was fetched; those with credentials are beside it
     * @param proxies for hosts that are reached by one; null for none
     * @throws IllegalStateException when the settings cannot be used
     */
    public FetchedSources(FetchSettings settings, Path folder, @Nullable ProxySelector proxies, Clock clock) {
        this.settings = settings;
        this.hosts = AllowedHosts.of(
                settings.hosts().orElse(List.of()), settings.privateHosts().orElse(List.of()));
        this.proxies = proxies;
        this.folder = folder;
        this.clock = clock;
        try {
            Path pem = settings.certificates().orElse(null);
            this.trust = pem == null ? null : TrustedAuthorities.with(pem);
        } catch (RegistrySettingException e) {
            throw new IllegalStateException("`ksail-bot.fetch.certificates` cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * @param owner of the repository
     * @param name of the repository, without the owner
     */
    public Outside of(String owner, String name) {
        SortedSet<String> names = new TreeSet<>();
        settings.credentials().forEach((key, credential) -> {
            if (credential.repositories().stream()
                    .anyMatch(one -> one.equalsIgnoreCase(owner + "/" + name) || one.equalsIgnoreCase(owner + "/*"))) {
                names.add(key);
            }
        });
        return known.computeIfAbsent(names, this::with);
    }

    private Outside with(SortedSet<String> names) {
        List<Access.Credential> credentials = names.stream()
                .map(name -> settings.credentials().get(name))
                .map(one -> new Access.Credential(one.host(), one.user(), one.password()))
                .toList();
        // named by whom it is for, so that a password that changed, and a user that did, begin anew
        String whose = UUID.nameUUIDFromBytes(credentials.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        Path place = names.isEmpty() ? folder : folder.resolveSibling(folder.getFileName() + "-" + whose);
        FetchLimits limits = FetchLimits.DEFAULT
                .withTimes(settings.time(), settings.fresh())
                .withCache((long) settings.mebibytes() << 20)
                .withVerdict(new FetchBudget(
                        settings.verdictTime(), (long) settings.verdictMebibytes() << 20, settings.verdictRequests()));
        return Outside.of(hosts, Reach.INTERNET.with(new Access(credentials, trust, proxies)), place, limits, clock);
    }
}
