package io.github.ksailbot.engine.environment;

import io.github.ksailbot.engine.finding.Origin;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code spec.cluster.localRegistry.registry}: {@code [user[:password]@]host[:port][/path[:tag]]}, cut where it is written
 * and not where its variables' values would cut it: a token may contain {@code @}, {@code /} and {@code :}.
 *
 * @param user as it is written; empty when there is none
 * @param password as it is written, a variable as a rule; empty when there is none
 * @param address the rest, as it is written; empty when nothing is set
 * @param origin of the setting; null when it came from the command line
 */
public record RegistrySetting(
        String user,
        Secret password,
        String address,
        @Nullable Origin origin) {
    public static final RegistrySetting NONE = new RegistrySetting("", Secret.EMPTY, "", null);

    /**
     * User and password with their variables replaced.
     *
     * @param missing name of a variable that has no value; empty when there is none
     */
    public record Login(String user, Secret password, String missing) {}

    /**
     * Cuts a reference. Credentials end at the first {@code @} that is not inside of a variable, the user at the first
     * {@code :} before it.
     */
    public static RegistrySetting parse(String text, @Nullable Origin origin) {
        String spec = text.strip();
        int at = Variables.indexOutside(spec, '@');
        if (at <= 0) {
            return new RegistrySetting("", Secret.EMPTY, spec, origin);
        }
        String credentials = spec.substring(0, at);
        int colon = Variables.indexOutside(credentials, ':');
        return new RegistrySetting(
                colon < 0 ? credentials : credentials.substring(0, colon),
                Secret.of(colon < 0 ? "" : credentials.substring(colon + 1)),
                spec.substring(at + 1),
                origin);
    }

    /** Whether the file names a registry at all. */
    public boolean isPresent() {
        return !address.isBlank();
    }

    /**
     * The address with its variables replaced.
     *
     * @param variables none of them secret: an address is printed
     */
    public ExpandedText address(Map<String, String> variables) {
        return new Variables(variables).expand(address);
    }

    /**
     * User and password with their variables replaced.
     *
     * @param variables that are no secret; asked first
     * @param secrets value by name; null for an unknown one
     */
    public Login login(Map<String, String> variables, Function<String, @Nullable Secret> secrets) {
        Function<String, @Nullable String> values = name -> {
            String plain = variables.get(name);
            Secret secret = plain == null ? secrets.apply(name) : null;
            return plain != null ? plain : secret == null ? null : secret.reveal();
        };
        ExpandedText expandedUser = Variables.expand(user, values);
        ExpandedText expandedPassword = Variables.expand(password.reveal(), values);
        String missing = expandedUser.unresolved().stream()
                .findFirst()
                .or(() -> expandedPassword.unresolved().stream().findFirst())
                .orElse("");
        return new Login(expandedUser.text(), Secret.of(expandedPassword.text()), missing);
    }
}
