package io.github.ksailbot.outside.chart.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What comes of an {@link Order}. On the way it is a frame: the state's name, four bytes of length, and the text.
 *
 * @param text manifests, or why there are none
 */
public record Answer(State state, String text) {
    /** How it ended. */
    public enum State {
        /** The process is there and has what it needs; comes once, before the first order. */
        READY,
        RENDERED,
        FAILED,
        /** The manifests are longer than the order allows. */
        TOO_LONG
    }

    void writeTo(OutputStream stream) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        DataOutputStream out = new DataOutputStream(stream);
        out.writeUTF(state.name());
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    /** @param longest bytes that are read at most */
    public static Answer readFrom(InputStream stream, int longest) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        State state = state(in.readUTF());
        int length = in.readInt();
        if (length < 0 || length > longest) {
            throw new IOException("no answer of the worker");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new Answer(state, new String(bytes, StandardCharsets.UTF_8));
    }

    private static State state(String name) throws IOException {
        try {
            return State.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("no answer of the worker", e);
        }
    }
}
