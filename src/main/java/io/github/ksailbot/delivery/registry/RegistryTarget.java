package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.engine.environment.DeliverySettings;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.ExpandedText;
import io.github.ksailbot.engine.environment.RegistrySetting;
import io.github.ksailbot.engine.environment.RegistrySetting.Login;
import io.github.ksailbot.engine.environment.Secret;
import io.github.ksailbot.engine.source.SourcePath;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an environment's artifact goes.
 *
 * @param repository path in the registry, a name that registries take
 * @param tag the environment's moving tag
 * @param credentials null to push as nobody
 */
public record RegistryTarget(
        RegistryHost host,
        String repository,
        String tag,
        @Nullable Credentials credentials) {
    /** Of an environment that names none. */
    public static final String DEFAULT_TAG = "dev";

    private static final int MAX_DEFAULT_REPOSITORY = 63;

    public RegistryTarget {
        if (repository.isEmpty() || tag.isEmpty()) {
            throw new IllegalArgumentException("a target has a repository and a tag");
        }
    }

    /**
     * What an environment's ksail file says. The tag is {@code spec.workload.tag}, else that of the registry's reference,
     * else {@code dev}; the repository is the registry's path, else the name of the source directory.
     *
     * @param variables values of {@code ${VAR}}, none of them secret
     * @param secrets values of {@code ${VAR}} in user and password, and of the variables that {@code credentials} names
     * @throws RegistrySettingException when that is incomplete or wrong: before anything is sent
     */
    public static RegistryTarget of(Environment environment, Map<String, String> variables, SecretLookup secrets)
            throws RegistrySettingException {
        DeliverySettings settings = environment.delivery();
        if (!settings.unresolved().isEmpty()) {
            throw unresolved(settings.unresolved().get(0));
        }
        return of(settings.registry(), settings, environment.sourceDirectory(), variables, secrets);
    }

    /**
     * The same for another registry than the file's, as the command line can name one.
     *
     * @param registry instead of that in {@code settings}
     */
    public static RegistryTarget of(
            RegistrySetting registry,
            DeliverySettings settings,
            SourcePath sourceDirectory,
            Map<String, String> variables,
            SecretLookup secrets)
            throws RegistrySettingException {
        ExpandedText expanded = registry.address(variables);
        if (!expanded.unresolved().isEmpty()) {
            throw unresolved(expanded.unresolved().get(0));
        }
        RegistryAddress address = RegistryAddress.parse(expanded.text());
        String tag =
                !settings.tag().isEmpty() ? settings.tag() : !address.tag().isEmpty() ? address.tag() : DEFAULT_TAG;
        RegistryAddress.requireTag(tag);
        String repository = address.path().isEmpty() ? defaultRepository(sourceDirectory) : address.path();
        boolean isOfficial = address.host().isDockerHub() && repository.indexOf('/') < 0;
        return new RegistryTarget(
                address.host(),
                isOfficial ? "library/" + repository : repository,
                tag,
                credentials(registry, settings.credentials().forPush(), address.host(), variables, secrets));
    }

    /** {@code host[:port]/path}, as an engine's source names it behind {@code oci://}. */
    public String syncRepository() {
        return host.authority() + "/" + repository;
    }

    /** The same in another place of this registry's repository. */
    public RegistryTarget withTag(String newTag) {
        return new RegistryTarget(host, repository, newTag, credentials);
    }

    private static @Nullable Credentials credentials(
            RegistrySetting registry,
            String passwordVariable,
            RegistryHost host,
            Map<String, String> variables,
            SecretLookup secrets)
            throws RegistrySettingException {
        Login login = registry.login(variables, name -> secrets.find(name, host.authority()));
        Secret password = login.password();
        if (!passwordVariable.isEmpty()) {
            Secret named = secrets.find(passwordVariable, host.authority());
            if (named == null || named.isEmpty()) {
                throw new RegistrySettingException("The credentials of the registry `" + host
                        + "` are incomplete: the variable `" + passwordVariable
                        + "`, which the ksail file names for its password, has no value for this registry.");
            }
            password = named;
        } else if (!login.missing().isEmpty()) {
            throw new RegistrySettingException("The credentials of the registry `" + host
                    + "` are incomplete: the variable `" + login.missing() + "` has no value for this registry.");
        }
        if (login.user().isBlank() && password.isEmpty()) {
            return null;
        }
        if (login.user().isBlank()) {
            throw new RegistrySettingException("The credentials of the registry `" + host
                    + "` are incomplete: there is a password, and no user. Write `user@" + host
                    + "` in `spec.cluster.localRegistry.registry`.");
        }
        if (password.isEmpty()) {
            throw new RegistrySettingException("The credentials of the registry `" + host
                    + "` are incomplete: the user `" + registry.user() + "` has no password.");
        }
        return new Credentials(login.user(), password);
    }

    /** As KSail makes one of a directory's name. */
    private static String defaultRepository(SourcePath sourceDirectory) {
        String name = sourceDirectory
                .value()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-", "");
        String cut = name.substring(0, Math.min(name.length(), MAX_DEFAULT_REPOSITORY))
                .replaceAll("-$", "");
        return cut.isEmpty() ? "workloads" : cut;
    }

    private static RegistrySettingException unresolved(String variable) {
        return new RegistrySettingException("The variable `" + variable
                + "` has no value here and no default, so that it is not known where to deliver. Give it a default,"
                + " `${" + variable + ":-…}`, or ask the operator to allow and set it.");
    }
}
