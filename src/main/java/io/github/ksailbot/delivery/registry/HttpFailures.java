package io.github.ksailbot.delivery.registry;

import io.github.ksailbot.delivery.registry.RegistryException.Kind;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What it means for people when no answer came. */
final class HttpFailures {
    private HttpFailures() {}

    /** @param where begins the sentence: the registry */
    static RegistryException of(String where, Throwable cause) {
        if (cause instanceof AnswerReader.TooLongException) {
            return new RegistryException(
                    Kind.WRONG_ANSWER, where + " sent too much: " + cause.getMessage() + ".", false, null, cause);
        }
        if (cause instanceof SSLPeerUnverifiedException) {
            return untrusted(where, "its certificate is for another name", cause);
        }
        if (cause instanceof SSLException && isAboutTrust(cause)) {
            return untrusted(where, String.valueOf(cause.getMessage()), cause);
        }
        if (cause instanceof SSLException tls && isPlainText(tls)) {
            return new RegistryException(
                    Kind.UNREACHABLE,
                    where + " does not speak TLS. Allow plain HTTP for it in the settings if that is meant.",
                    false,
                    null,
                    cause);
        }
        return new RegistryException(Kind.UNREACHABLE, where + " " + why(cause) + ".", true, null, cause);
    }

    private static RegistryException untrusted(String where, String why, Throwable cause) {
        return new RegistryException(
                Kind.UNREACHABLE,
                where + " cannot be trusted: " + why
                        + ". If it has a certificate of your own authority, add that authority to the settings.",
                false,
                null,
                cause);
    }

    private static String why(Throwable cause) {
        if (cause instanceof InterruptedIOException) {
            return "did not answer in time";
        }
        if (cause instanceof UnknownHostException) {
            return "is not known by that name";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "cannot be connected to";
        }
        String message = cause.getMessage();
        return "broke off the connection" + (message == null ? "" : " (" + ServerText.of(message) + ")");
    }

    private static boolean isAboutTrust(Throwable cause) {
        return find(cause, CertificateException.class) != null || find(cause, CertPathBuilderException.class) != null;
    }

    private static boolean isPlainText(SSLException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("Unsupported or unrecognized SSL message") || message.contains("plaintext");
    }

    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (type.isInstance(cause)) {
                return cause;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
