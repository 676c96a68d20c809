package io.github.ksailbot.engine.sops;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Private keys of age that the operator gave. They open what SOPS encrypted for them; nothing of them is ever printed.
 *
 * @see <a href="https://age-encryption.org/v1">age</a>
 */
public final class AgeKeys {
    /** Opens nothing. */
    public static final AgeKeys NONE = new AgeKeys(List.of());

    private static final String KEY = "AGE-SECRET-KEY-1";
    /** A key of SOPS has 32 bytes. */
    private static final int LARGEST = 1024;

    private final List<RecipientStanzaReader> readers;

    private AgeKeys(List<RecipientStanzaReader> readers) {
        this.readers = List.copyOf(readers);
    }

    /**
     * Reads a file as {@code age-keygen} writes it: one key a line, and comments.
     *
     * @throws AgeKeyException when a line is no key, or when there is none
     */
    public static AgeKeys parse(String file) throws AgeKeyException {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        int number = 0;
        for (String line : file.split("\r?\n", -1)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (!text.startsWith(KEY)) {
                throw new AgeKeyException("Line " + number + " of the key file does not begin with `" + KEY + "`.");
            }
            try {
                readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(text));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new AgeKeyException("Line " + number + " of the key file is not a key of age.", e);
            }
        }
        if (readers.isEmpty()) {
            throw new AgeKeyException("The key file holds no key.");
        }
        return new AgeKeys(readers);
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    /** What is in an armored file; null when it is for none of the keys, or broken. */
    byte @Nullable [] open(String armored) {
        byte[] bytes = armored.getBytes(StandardCharsets.US_ASCII);
        try (ReadableByteChannel plain = new ArmoredDecryptingChannelFactory()
                        .newDecryptingChannel(Channels.newChannel(new ByteArrayInputStream(bytes)), readers);
                InputStream in = Channels.newInputStream(plain)) {
            return in.readNBytes(LARGEST);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            // for somebody else's key, or no file of age: the library throws what it likes for text that is hostile
            return null;
        }
    }

    @Override
    public String toString() {
        return readers.size() + " keys";
    }
}
