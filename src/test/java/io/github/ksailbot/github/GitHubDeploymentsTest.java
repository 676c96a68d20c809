package io.github.ksailbot.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.sandbox.github.model.Deployment;
import io.github.ksailbot.workflow.CheckRunId;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.deliver.DeploymentId;
import io.github.ksailbot.workflow.deliver.Deployments;
import io.github.ksailbot.workflow.deliver.Deployments.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubDeploymentsTest {
    private SandboxedGitHub sandbox;
    private Deployments deployments;
    private CommitId commit;

    @BeforeEach
    void start() {
        sandbox = new SandboxedGitHub();
        deployments = sandbox.adapters.deployments();
        commit = new CommitId(sandbox.repository.sha("main"));
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.github.contractViolations()).isEmpty();
        sandbox.close();
    }

    @Test
    void deployment_isFoundAgainByItsKey_amongMany() throws Exception {
        DeploymentId ours = deployments.create(sandbox.ref(), commit, "prod", "deliver:prod:1", true);
        for (int i = 0; i < 101; i++) {
            deployments.create(sandbox.ref(), commit, "prod", "deliver:prod:other-" + i, true);
        }

        Deployments afterARestart = sandbox.adapters(sandbox.clock, false).deployments();
        assertThat(afterARestart.find(sandbox.ref(), commit, "prod", "deliver:prod:1"))
                .contains(ours);
        assertThat(afterARestart.find(sandbox.ref(), commit, "prod", "deliver:prod"))
                .isEmpty();
        assertThat(afterARestart.find(sandbox.ref(), commit, "local", "deliver:prod:1"))
                .isEmpty();
    }

    @Test
    void status_isAddedOnlyWhenItIsAnother() throws Exception {
        DeploymentId id = deployments.create(sandbox.ref(), commit, "prod", "key", false);
        for (State state : new State[] {State.QUEUED, State.IN_PROGRESS, State.IN_PROGRESS, State.SUCCESS}) {
            deployments.status(sandbox.ref(), id, state, "x".repeat(1000), new CheckRunId(5));
        }

        Deployment made = sandbox.repository.deployments().get(0);
        assertThat(made.statuses)
                .extracting(Deployment.Status::state)
                .containsExactly("queued", "in_progress", "success");
        assertThat(made.statuses).allSatisfy(status -> assertThat(status.description())
                .hasSizeLessThanOrEqualTo(Deployments.DESCRIPTION));
        assertThat(made.statuses).allMatch(status -> status.logUrl().endsWith("/runs/5"));
    }

    @Test
    void dryRun_makesNothing() throws Exception {
        Deployments dry = sandbox.adapters(sandbox.clock, true).deployments();
        DeploymentId id = dry.create(sandbox.ref(), commit, "prod", "key", false);
        dry.status(sandbox.ref(), id, State.SUCCESS, "done", null);

        assertThat(sandbox.repository.deployments()).isEmpty();
    }
}
