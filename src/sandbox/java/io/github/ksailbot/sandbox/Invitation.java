package io.github.ksailbot.sandbox;

import io.github.ksailbot.sandbox.github.SandboxAccount;
import io.github.ksailbot.sandbox.github.SandboxGitHub;
import io.github.ksailbot.sandbox.github.SandboxRepository;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;

/** Says how to go on, by commands that can be copied. */
final class Invitation {
    private final PrintStream out;
    private final SandboxGitHub gitHub;
    private final SandboxRepository repository;
    private final SandboxAccount person;

    Invitation(PrintStream out, SandboxGitHub gitHub, SandboxRepository repository, SandboxAccount person) {
        this.out = out;
        this.gitHub = gitHub;
        this.repository = repository;
        this.person = person;
    }

    void say(Path directory, Path log) {
        URI address = gitHub.address();
        String token = person.token();
        String clone = "http://" + person.login() + ":" + token + "@" + address.getAuthority() + "/"
                + repository.fullName() + ".git";
        out.printf("""

                == How to go on

                Look at everything:      %s/
                Files:                   %s
                The bot's log:           %s

                Open a pull request of your own:
                  git clone %s mine && cd mine
                  git switch -c mine && "${EDITOR:-vi}" . && git commit -am Mine && git push origin mine
                  curl -X POST -H 'Authorization: Bearer %s' %s/repos/%s/pulls \\
                    -d '{"title": "Mine", "head": "mine", "base": "main"}'

                Try a repository of your own, with a branch of it as the pull request:
                  mvn -q exec:exec@sandbox -Dsandbox.arguments="--repository DIR --base main --head BRANCH"

                Stop it with Ctrl-C.
                """, address, directory, log, clone, token, gitHub.api(), repository.fullName());
    }
}
