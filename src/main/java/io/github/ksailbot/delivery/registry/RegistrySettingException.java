package io.github.ksailbot.delivery.registry;

/** A registry is named, or its credentials are given, in a way that cannot work; the message says what to change. */
public final class RegistrySettingException extends Exception {
    private static final long serialVersionUID = 1L;

    public RegistrySettingException(String message) {
        super(message);
    }

    RegistrySettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
