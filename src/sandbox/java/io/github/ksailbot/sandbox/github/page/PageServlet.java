package io.github.ksailbot.sandbox.github.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ksailbot.sandbox.github.hook.Webhooks;
import io.github.ksailbot.sandbox.github.model.CheckRun;
import io.github.ksailbot.sandbox.github.model.Pull;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pages for people. They show text of strangers: all of it is escaped, and the browser is told to run nothing. */
public final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern REPOSITORY = Pattern.compile("/([^/]+)/([^/]+)(?:/(pull|runs|blob)/(.+))?");

    private final transient World world;
    private final transient Pages pages;

    public PageServlet(World world, Webhooks webhooks) {
        this.world = world;
        this.pages = new Pages(world, webhooks);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if ("/style.css".equals(path)) {
            write(response, 200, "text/css; charset=utf-8", Layout.STYLE);
            return;
        }
        String page = world.locked(() -> "/".equals(path) ? pages.home() : page(path));
        if (page == null) {
            write(
                    response,
                    404,
                    "text/html; charset=utf-8",
                    Layout.page("Not found", "", "<h1>There is no such page.</h1>"));
        } else {
            write(response, 200, "text/html; charset=utf-8", page);
        }
    }

    private @Nullable String page(String path) {
        Matcher parts = REPOSITORY.matcher(path);
        Repo repo = parts.matches() ? world.repo(parts.group(1), parts.group(2)) : null;
        if (repo == null) {
            return null;
        }
        String kind = parts.group(3);
        if (kind == null) {
            return pages.repository(repo);
        }
        String rest = parts.group(4);
        return switch (kind) {
            case "pull" -> pull(repo, rest);
            case "runs" -> run(repo, rest);
            default -> file(repo, rest);
        };
    }

    private @Nullable String pull(Repo repo, String number) {
        Pull pull = number.matches("\\d{1,9}") ? repo.pulls.get(Integer.valueOf(number)) : null;
        return pull == null ? null : pages.pull(pull);
    }

    private @Nullable String run(Repo repo, String id) {
        CheckRun run = id.matches("\\d{1,18}") ? world.runs.get(Long.valueOf(id)) : null;
        return run == null || run.suite.repo != repo ? null : pages.run(run);
    }

    private @Nullable String file(Repo repo, String rest) {
        int slash = rest.indexOf('/');
        String sha = slash < 0 ? null : world.git.commit(repo, rest.substring(0, slash));
        return sha == null ? null : pages.file(repo, sha, rest.substring(slash + 1));
    }

    private static void write(HttpServletResponse response, int status, String type, String text) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getOutputStream().write(text.getBytes(UTF_8));
    }
}
