package io.github.ksailbot.delivery.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities of Java, and those of a file beside them. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /**
     * @param pem one certificate or several
     * @throws RegistrySettingException when the file cannot be read, or holds no certificate
     */
    public static X509TrustManager with(Path pem) throws RegistrySettingException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> own =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (own.isEmpty()) {
                throw new RegistrySettingException("`" + pem + "` holds no certificate in PEM form.");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    for (X509Certificate certificate : known.getAcceptedIssuers()) {
                        store.setCertificateEntry("java-" + number++, certificate);
                    }
                }
            }
            for (Certificate certificate : own) {
                store.setCertificateEntry("own-" + number++, certificate);
            }
            for (TrustManager manager : managers(store)) {
                if (manager instanceof X509TrustManager all) {
                    return all;
                }
            }
            throw new GeneralSecurityException("this Java has nothing that trusts certificates");
        } catch (IOException | GeneralSecurityException e) {
            throw new RegistrySettingException(
                    "The certificates in `" + pem + "` cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * @param store null for Java's own
     */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
