package io.github.ksailbot.sandbox.github.git;

import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.Repo;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitFilter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git over smart HTTP at {@code /OWNER/NAME.git}, as GitHub serves it. */
public final class GitHttp implements Filter {

    private static final Pattern PATH = Pattern.compile("/([^/]+)/([^/]+?)(?:\\.git)?/(info/refs|git-[a-z]+-pack)");

    private static final String AUTHORIZATION = "Authorization";

    /** Who may do what, and who wants to know. */
    public interface Hub {

        @Nullable Repo find(String owner, String name);

        /** Null for wrong credentials. */
        @Nullable Boolean may(@Nullable String authorization, Repo repo, boolean write);

        @Nullable Account pusher(@Nullable String authorization);

        /** A ref has moved by a push; null for a new or a deleted one. */
        void pushed(Repo repo, String ref, @Nullable String before, @Nullable String after, Account pusher);
    }

    private final Hub hub;
    private final GitFilter git = new GitFilter();

    public GitHttp(GitStore store, Hub hub) {
        this.hub = hub;
        git.setRepositoryResolver((request, name) -> {
            Repository repository = store.named(name.endsWith(".git") ? name.substring(0, name.length() - 4) : name);
            if (repository == null) {
                throw new RepositoryNotFoundException(name);
            }
            repository.incrementOpen();
            return repository;
        });
        git.setUploadPackFactory((request, repository) -> new UploadPack(repository));
        git.setReceivePackFactory(this::receivePack);
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        git.init(config);
    }

    @Override
    public void doFilter(ServletRequest plain, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plain;
        HttpServletResponse response = (HttpServletResponse) answer;
        Matcher path = PATH.matcher(request.getRequestURI());
        if (!path.matches()) {
            chain.doFilter(request, response);
            return;
        }
        Repo repo = hub.find(path.group(1), path.group(2));
        boolean write =
                "git-receive-pack".equals(request.getParameter("service")) || "git-receive-pack".equals(path.group(3));
        String authorization = request.getHeader(AUTHORIZATION);
        Boolean may = repo == null ? Boolean.FALSE : hub.may(authorization, repo, write);
        if (Boolean.TRUE.equals(may)) {
            git.doFilter(new WithPathInfo(request), response, chain);
        } else if (may == null || authorization == null) {
            // Even for what does not exist: who is nobody learns nothing.
            response.setHeader("WWW-Authenticate", "Basic realm=\"GitHub\"");
            response.sendError(401);
        } else {
            response.sendError(repo != null && write ? 403 : 404);
        }
    }

    private ReceivePack receivePack(HttpServletRequest request, Repository repository) {
        ReceivePack pack = new ReceivePack(repository);
        Matcher path = PATH.matcher(request.getRequestURI());
        Repo repo = path.matches() ? hub.find(path.group(1), path.group(2)) : null;
        Account pusher = hub.pusher(request.getHeader(AUTHORIZATION));
        if (repo == null || pusher == null) {
            throw new IllegalStateException("a push that was not authorized got through");
        }
        pack.setAllowNonFastForwards(true);
        pack.setPreReceiveHook((receiving, commands) -> {
            for (ReceiveCommand command : commands) {
                if (command.getRefName().startsWith("refs/pull/")) {
                    command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "deny updating a hidden ref");
                }
            }
        });
        pack.setPostReceiveHook((receiving, commands) -> {
            for (ReceiveCommand command : commands) {
                if (command.getResult() == ReceiveCommand.Result.OK) {
                    hub.pushed(repo, command.getRefName(), id(command.getOldId()), id(command.getNewId()), pusher);
                }
            }
        });
        return pack;
    }

    private static @Nullable String id(ObjectId id) {
        return id.equals(ObjectId.zeroId()) ? null : id.name();
    }

    /** JGit looks at the path info, which depends on the servlet that is mapped to the path. */
    private static final class WithPathInfo extends HttpServletRequestWrapper {

        WithPathInfo(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getServletPath() {
            return "";
        }

        @Override
        public String getPathInfo() {
            String info = super.getPathInfo();
            return info == null ? super.getServletPath() : super.getServletPath() + info;
        }
    }
}
