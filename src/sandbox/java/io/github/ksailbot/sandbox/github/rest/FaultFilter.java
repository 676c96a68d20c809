package io.github.ksailbot.sandbox.github.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ksailbot.sandbox.barrier.Barrier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Lets the faults that a test has ordered happen, before API and Git alike. */
public final class FaultFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Set on a request whose answer must not arrive. */
    static final String CUT_AFTER = "sandbox.cut-after";

    private final transient Faults faults;
    private final transient RequestLog log;

    public FaultFilter(Faults faults, RequestLog log) {
        this.faults = faults;
        this.log = log;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String uri = request.getRequestURI();
        boolean api = uri.startsWith("/api/v3");
        String path = api ? uri.substring("/api/v3".length()) : uri;
        Fault fault = faults.take(new Faults.Line(request.getMethod(), path));
        if (fault == null) {
            chain.doFilter(request, response);
            return;
        }
        if (fault instanceof Fault.Slow slow) {
            pause(slow.delay());
            chain.doFilter(request, response);
        } else if (fault instanceof Fault.Stopped stopped) {
            stop(stopped.barrier(), request, response, chain);
        } else if (fault instanceof Fault.CutAfter) {
            request.setAttribute(CUT_AFTER, true);
            chain.doFilter(request, response);
            if (!api) {
                Exchange.cut(request);
            }
        } else {
            int status = fail(fault, request, response);
            if (api) {
                record(request, path, status);
            }
        }
    }

    /** The body is read first: whoever is killed while the request is stopped has sent all of it. */
    private static void stop(
            Barrier barrier, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest whole = new WholeRequest(request);
        if (barrier.stop() == Barrier.Fate.DONE) {
            chain.doFilter(whole, response);
        } else {
            Exchange.cut(request);
        }
    }

    private void record(HttpServletRequest request, String path, int status) throws IOException {
        String query = request.getQueryString();
        String body = new String(request.getInputStream().readAllBytes(), UTF_8);
        log.add(new RecordedRequest(
                request.getMethod(), path, query == null ? "" : query, "", "anonymous", body, status));
    }

    /** @return the status sent, 0 for none */
    private static int fail(Fault fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (fault instanceof Fault.Status status) {
            return write(response, ApiError.of(status.code(), "Server Error").answer());
        }
        if (fault instanceof Fault.RateLimited) {
            String reset = Long.toString(System.currentTimeMillis() / 1000 + 60);
            Map<String, String> headers =
                    Map.of("X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset);
            return write(
                    response,
                    ApiError.of(403, "API rate limit exceeded for installation.", headers)
                            .answer());
        }
        if (fault instanceof Fault.SecondaryRateLimited limited) {
            long seconds = limited.retryAfter().toSeconds();
            return write(response, RateLimits.exceededSecondary(seconds).answer());
        }
        Exchange.cut(request);
        return 0;
    }

    private static int write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType("application/json; charset=utf-8");
        response.getOutputStream().write(answer.body().toString().getBytes(UTF_8));
        return answer.status();
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
