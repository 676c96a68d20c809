package io.github.ksailbot.sandbox.github.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A request whose body has arrived. */
final class WholeRequest extends HttpServletRequestWrapper {
    private final ByteArrayInputStream body;

    WholeRequest(HttpServletRequest request) throws IOException {
        super(request);
        body = new ByteArrayInputStream(request.getInputStream().readAllBytes());
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {
            @Override
            public int read() {
                return body.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return body.read(bytes, from, length);
            }

            @Override
            public boolean isFinished() {
                return body.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("nobody here reads later");
            }
        };
    }
}
