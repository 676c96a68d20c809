package io.github.ksailbot.cli.delivery;

import io.github.ksailbot.delivery.registry.Credentials;
import io.github.ksailbot.delivery.registry.OciReference;
import io.github.ksailbot.delivery.registry.RegistrySettingException;
import io.github.ksailbot.delivery.registry.RegistryTarget;
import io.github.ksailbot.engine.environment.CredentialNames;
import io.github.ksailbot.engine.environment.DeliverySettings;
import io.github.ksailbot.engine.environment.Environment;
import io.github.ksailbot.engine.environment.RegistrySetting;
import io.github.ksailbot.engine.environment.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where to push, and who said so.
 *
 * @param origin in words that are printed
 */
record PushTarget(RegistryTarget target, String origin) {
    private static final String REGISTRY_VARIABLE = "KSAIL_REGISTRY";

    /**
     * A reference on the command line wins over a registry on the command line, that over {@code KSAIL_REGISTRY}, that over
     * the ksail file. Credentials belong to whoever named the registry: a reference gets those of the others only for
     * the same host.
     *
     * @param reference {@code oci://…}; null for none
     * @param registry {@code [user[:password]@]host[:port][/path[:tag]]}; null for none
     * @param variables of the user's own environment
     */
    static PushTarget of(
            Environment environment,
            @Nullable String reference,
            @Nullable String registry,
            Map<String, String> variables)
            throws RegistrySettingException {
        PushTarget named = named(environment, registry, variables);
        if (reference == null) {
            return named;
        }
        OciReference parsed = OciReference.parse(reference);
        boolean isSameHost = parsed.host().equals(named.target().host());
        Credentials credentials = isSameHost ? named.target().credentials() : null;
        String tag = parsed.tag().isEmpty() ? named.target().tag() : parsed.tag();
        return new PushTarget(
                new RegistryTarget(parsed.host(), parsed.path(), tag, credentials), "reference on the command line");
    }

    private static PushTarget named(Environment environment, @Nullable String registry, Map<String, String> variables)
            throws RegistrySettingException {
        DeliverySettings settings = environment.delivery();
        String variable = variables.getOrDefault(REGISTRY_VARIABLE, "");
        String origin = registry != null
                ? "--registry"
                : !variable.isBlank()
                        ? REGISTRY_VARIABLE
                        : settings.registry().isPresent() ? String.valueOf(environment.config()) : "default";
        RegistrySetting setting = registry != null
                ? RegistrySetting.parse(registry, null)
                : !variable.isBlank() ? RegistrySetting.parse(variable, null) : settings.registry();
        boolean isOwn = registry != null || !variable.isBlank();
        DeliverySettings used = isOwn ? withoutCredentialNames(settings) : settings;
        return new PushTarget(
                RegistryTarget.of(setting, used, environment.sourceDirectory(), variables, (name, host) -> {
                    String value = variables.get(name);
                    return value == null ? null : Secret.of(value);
                }),
                origin);
    }

    /** The file's variables hold the password of the file's registry. */
    private static DeliverySettings withoutCredentialNames(DeliverySettings settings) {
        return new DeliverySettings(
                settings.registry(),
                CredentialNames.NONE,
                settings.tag(),
                settings.connection(),
                settings.nodeConfiguration(),
                settings.entryPath(),
                settings.flux(),
                settings.unresolved());
    }
}
