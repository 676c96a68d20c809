package io.github.ksailbot.delivery.artifact;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Gzip whose header is always the same: no time, no name, no operating system.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class FixedGzip extends FilterOutputStream {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int BUFFER = 1 << 16;

    private final OutputStream target;
    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();
    private long length;
    private boolean isClosed;

    private FixedGzip(OutputStream target, Deflater deflater) {
        super(new DeflaterOutputStream(target, deflater, BUFFER));
        this.target = target;
        this.deflater = deflater;
    }

    static FixedGzip to(OutputStream target) throws IOException {
        target.write(HEADER);
        return new FixedGzip(target, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        checksum.update(bytes, offset, count);
        length += count;
        out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            ((DeflaterOutputStream) out).finish();
            writeLittleEndian((int) checksum.getValue());
            writeLittleEndian((int) length);
            target.close();
        } finally {
            deflater.end();
        }
    }

    private void writeLittleEndian(int value) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            target.write(value >>> shift);
        }
    }
}
