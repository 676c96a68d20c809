package io.github.ksailbot.outside.fetch.git;

import io.github.ksailbot.outside.fetch.net.FetchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One request of JGit's. Settings that would loosen what is checked are not taken. */
final class GitConnection implements HttpConnection {
    private static final String GET = "GET";

    private final GitConnections connections;
    private final HttpUrl url;
    private final Request.Builder request;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private String method = GET;
    private @Nullable Response response;

    GitConnection(GitConnections connections, HttpUrl url) throws FetchException {
        this.connections = connections;
        this.url = url;
        this.request = connections.request(url);
    }

    private Response response() throws IOException {
        Response known = response;
        if (known == null) {
            RequestBody body = method.equals(GET) ? null : RequestBody.create(sent.toByteArray(), (MediaType) null);
            known = connections.send(request.method(method, body).build());
            response = known;
        }
        return known;
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().code();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return response().message();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        ResponseBody body = response().body();
        return connections.counted(url, body == null ? InputStream.nullInputStream() : body.byteStream());
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        Response known = response;
        return known == null ? Map.of() : known.headers().toMultimap();
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        Response known = response;
        return known == null ? null : known.header(name);
    }

    @Override
    public List<String> getHeaderFields(String name) {
        Response known = response;
        return known == null ? List.of() : known.headers(name);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("Content-Type");
    }

    @Override
    public int getContentLength() {
        Response known = response;
        ResponseBody body = known == null ? null : known.body();
        long length = body == null ? -1 : body.contentLength();
        return length > Integer.MAX_VALUE ? -1 : (int) length;
    }

    @Override
    public OutputStream getOutputStream() {
        return sent;
    }

    @Override
    public void connect() throws IOException {
        response();
    }

    @Override
    public URL getURL() {
        return url.url();
    }

    @Override
    public void setRequestProperty(String key, String value) {
        // What comes packed could unpack to any size.
        if (!key.equalsIgnoreCase("Accept-Encoding")) {
            request.header(key, value);
        }
    }

    @Override
    public void setRequestMethod(String newMethod) {
        method = newMethod;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void setUseCaches(boolean usecaches) {
        // There is none.
    }

    @Override
    public void setConnectTimeout(int timeout) {
        // The limits say how long.
    }

    @Override
    public void setReadTimeout(int timeout) {
        // The limits say how long.
    }

    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {
        // Never by itself.
    }

    @Override
    public void setDoOutput(boolean dooutput) {
        // The method says whether there is a body.
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        // Bodies are collected: they are small.
    }

    @Override
    public void setChunkedStreamingMode(int chunklen) {
        // Bodies are collected: they are small.
    }

    @Override
    public void configure(KeyManager @Nullable [] km, TrustManager @Nullable [] tm, @Nullable SecureRandom random) {
        // Whom to trust is not up to Git's settings.
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier hostnameverifier) {
        // Whom to trust is not up to Git's settings.
    }
}
