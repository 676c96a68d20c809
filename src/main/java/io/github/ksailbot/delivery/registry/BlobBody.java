package io.github.ksailbot.delivery.registry;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** A part of a blob as what a request sends; never sent twice behind the back of whoever counts what has arrived. */
final class BlobBody extends RequestBody {
    /** For requests that must have a body and have nothing to say. */
    static final RequestBody EMPTY = new BlobBody(Blob.of(new byte[0]), 0, 0);

    private final Blob blob;
    private final long from;
    private final long length;

    BlobBody(Blob blob, long from, long length) {
        this.blob = blob;
        this.from = from;
        this.length = length;
    }

    static RequestBody of(byte[] content) {
        return new BlobBody(Blob.of(content), 0, content.length);
    }

    @Override
    public @Nullable MediaType contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (length > 0) {
            try (Source content = Okio.source(blob.open(from))) {
                sink.write(content, length);
            }
        }
    }
}
