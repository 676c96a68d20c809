package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.github.SandboxAccount;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.command.Permission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubPermissionsTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, 70, "acme", "shop");

    /** People who belong to no organization, which makes them outside collaborators, with every role. */
    @Test
    void collaborators_haveWhatTheirRoleSays() throws Exception {
        try (SandboxedGitHub sandbox = new SandboxedGitHub()) {
            for (String role : new String[] {"read", "triage", "write", "maintain", "admin"}) {
                SandboxAccount person = sandbox.github.user("dev-" + role);
                sandbox.repository.collaborator(person.login(), role);

                assertThat(sandbox.adapters
                                .permissions()
                                .of(sandbox.ref(), person.login())
                                .word())
                        .isEqualTo(role);
            }
            SandboxAccount stranger = sandbox.github.user("stranger");
            assertThat(sandbox.adapters.permissions().of(sandbox.ref(), stranger.login()))
                    .isEqualTo(Permission.NONE);
            assertThat(sandbox.adapters.permissions().of(sandbox.ref(), "nobody"))
                    .isEqualTo(Permission.NONE);
            assertThat(sandbox.github.contractViolations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'permission':'admin'}                                                        | ADMIN",
                "{'permission':'write','user':{'type':'User'}}                                 | WRITE",
                "{'permission':'read'}                                                         | READ",
                "{'permission':'none'}                                                         | NONE",
                "{'permission':'owner-of-all'}                                                 | NONE",
                "{}                                                                            | NONE",
                "{'permission':'admin','user':{'type':'Bot'}}                                  | NONE",
                "{'permission':'admin','user':{'type':'Organization'}}                         | NONE",
                "{'permission':'write','role_name':'release','user':{'permissions':{'maintain':true,'push':true}}}"
                        + "| MAINTAIN",
                "{'permission':'write','user':{'permissions':{'push':false,'triage':true,'pull':true}}}  | TRIAGE",
                "{'permission':'admin','user':{'permissions':{}}}                              | NONE"
            })
    void answer_isReadByWhatTheRoleAllows_neverByMore(String body, Permission expected) throws Exception {
        try (ScriptedGitHub scripted = new ScriptedGitHub()) {
            scripted.on("GET /repos/acme/shop/collaborators/dev/permission", 200, body.replace('\'', '"'));

            assertThat(scripted.adapters().permissions().of(SHOP, "dev")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dependabot[bot]", "", "../../orgs/acme", "a/b", "dev?x=1", "dev%2f"})
    void nameThatNoPersonHas_isNotEvenAskedFor(String login) throws Exception {
        try (ScriptedGitHub scripted = new ScriptedGitHub()) {
            assertThat(scripted.adapters().permissions().of(SHOP, login)).isEqualTo(Permission.NONE);
            assertThat(scripted.requests).isEmpty();
        }
    }
}
