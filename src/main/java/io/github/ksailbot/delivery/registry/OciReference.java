package io.github.ksailbot.delivery.registry;

/**
 * {@code oci://host[:port]/repository[/variant][:tag]}, as the command line takes it.
 *
 * @param repository first part of the path
 * @param variant the other parts of the path; empty when there are none
 * @param tag empty when there is none
 */
public record OciReference(RegistryHost host, String repository, String variant, String tag) {
    private static final String SCHEME = "oci://";

    /**
     * @throws RegistrySettingException when it is no such reference
     */
    public static OciReference parse(String text) throws RegistrySettingException {
        if (!text.startsWith(SCHEME)) {
            throw new RegistrySettingException("An OCI reference must start with `" + SCHEME
                    + "`: `oci://host[:port]/repository[/variant][:tag]`.");
        }
        String address = text.substring(SCHEME.length());
        int slash = address.indexOf('/');
        if (slash <= 0 || slash == address.length() - 1) {
            throw new RegistrySettingException(
                    "An OCI reference names a host and a repository: `oci://host[:port]/repository[/variant][:tag]`.");
        }
        RegistryAddress parsed = RegistryAddress.parse(address);
        int end = parsed.path().indexOf('/');
        return new OciReference(
                parsed.host(),
                end < 0 ? parsed.path() : parsed.path().substring(0, end),
                end < 0 ? "" : parsed.path().substring(end + 1),
                parsed.tag());
    }

    /** Repository and variant together. */
    public String path() {
        return variant.isEmpty() ? repository : repository + "/" + variant;
    }
}
