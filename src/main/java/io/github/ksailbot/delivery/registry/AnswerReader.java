package io.github.ksailbot.delivery.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Reads an answer to its end in a thread of the client, and gives up where it grows over a limit. */
final class AnswerReader implements Callback {
    /** What a manifest may have by the specification; everything else that is read is smaller. */
    static final int MAX_ANSWER = 4 << 20;

    private final CompletableFuture<HttpAnswer> answer;

    AnswerReader(CompletableFuture<HttpAnswer> answer) {
        this.answer = answer;
    }

    /** The answer was longer than anything that is asked for can be. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("the answer is longer than " + MAX_ANSWER + " bytes");
        }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onResponse(Call call, Response response) {
        try (ResponseBody body = response.body()) {
            InputStream in = body == null ? InputStream.nullInputStream() : body.byteStream();
            byte[] bytes = in.readNBytes(MAX_ANSWER);
            if (bytes.length == MAX_ANSWER && in.read() >= 0) {
                throw new TooLongException();
            }
            answer.complete(new HttpAnswer(response.request().url().uri(), response.code(), response.headers(), bytes));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
