package io.github.ksailbot.outside.fetch;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;

/** A Git repository that a {@link LoopbackServer} serves over smart HTTP. */
public final class LoopbackGit {
    private static final PersonIdent AUTHOR = new PersonIdent("a", "a@example.org", Instant.EPOCH, ZoneOffset.UTC);

    private final Git git;
    private final LoopbackServer server;
    private final String path;

    private LoopbackGit(Git git, LoopbackServer server, String path) {
        this.git = git;
        this.server = server;
        this.path = path;
    }

    /** @param path on the server, {@code /org/repo.git} */
    public static LoopbackGit serve(LoopbackServer server, Path folder, String path) throws GitAPIException {
        Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call();
        LoopbackGit served = new LoopbackGit(git, server, path);
        server.on(path + "/info/refs", served::advertise);
        server.on(path + "/git-upload-pack", served::upload);
        return served;
    }

    public String url() {
        return server.url(path);
    }

    public Git git() {
        return git;
    }

    /** @return the id of the commit */
    public String commit(Map<String, String> files) throws GitAPIException, IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = git.getRepository().getWorkTree().toPath().resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("commit")
                .setAuthor(AUTHOR)
                .setCommitter(AUTHOR)
                .setSign(false)
                .call()
                .name();
    }

    public void advertise(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            pack(exchange)
                    .sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
        }
    }

    public void upload(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            upload(exchange, out);
        }
    }

    private void upload(HttpExchange exchange, OutputStream out) throws IOException {
        try {
            List<String> encoding = exchange.getRequestHeaders().getOrDefault("Content-Encoding", List.of());
            if (encoding.contains("gzip")) {
                pack(exchange).upload(new java.util.zip.GZIPInputStream(exchange.getRequestBody()), out, null);
            } else {
                pack(exchange).upload(exchange.getRequestBody(), out, null);
            }
        } catch (UploadPackInternalServerErrorException e) {
            // The client was told.
        }
    }

    private UploadPack pack(HttpExchange exchange) {
        Repository repository = git.getRepository();
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setExtraParameters(exchange.getRequestHeaders().getOrDefault("Git-Protocol", List.of()));
        return pack;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
