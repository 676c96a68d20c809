package io.github.ksailbot.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.cli.Run;
import org.junit.jupiter.api.Test;

/** Own controls on the command line. */
class ScanOwnControlsTest extends InScan {
    @Test
    void scan_test_runsTheCasesOfOwnControls() throws Exception {
        write("own.yaml", """
            id: ACME-0001
            name: Images come from our registry
            baseScore: 7
            match:
              - kinds: [Pod, Deployment]
            each: container
            fails: "!container.image.startsWith('registry.acme.example/')"
            message: The image comes from elsewhere.
            fields: [image]
            """);
        write("own.cases.yaml", """
            - name: another registry
              resources:
                - {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: x, image: nginx}]}}
              fails:
                - Pod/a spec.containers[0].image
            - name: our registry
              resources:
                - apiVersion: v1
                  kind: Pod
                  metadata: {name: b}
                  spec: {containers: [{name: x, image: registry.acme.example/nginx}]}
              fails:
                - Pod/b spec.containers[0].image
            - name: our registry with a port
              resources:
                - apiVersion: v1
                  kind: Pod
                  metadata: {name: c}
                  spec: {containers: [{name: x, image: registry.acme.example:443/nginx}]}
            """);
        Run run = Run.of("scan", "--test", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("""
            ok    ACME-0001: another registry
            WRONG ACME-0001: our registry
                  not found: Pod/b spec.containers[0].image
            WRONG ACME-0001: our registry with a port
                  not expected: Pod/c spec.containers[0].image
            1 of 3 cases right
            """);
    }

    @Test
    void scan_ownControls_ofTheSettings_areScannedFor() throws Exception {
        write(".github/ksail-bot.yaml", "scan:\n  controls: controls\n");
        write("controls/limit.yaml", """
            id: ACME-0002
            name: Workloads say who owns them
            baseScore: 4
            match:
              - kinds: [Deployment]
            fails: "!has(object.metadata.labels)"
            message: There is no label that says who owns this.
            fields: [metadata.labels.owner]
            fix: YOUR_TEAM
            """);
        write("web.yaml", DEPLOYMENT);
        assertThat(scan().out())
                .contains("web.yaml:3:1: medium: There is no label that says who owns this. [ACME-0002")
                .contains("fix: Add `labels: {owner: YOUR_TEAM}` to `metadata`.");
    }

    @Test
    void scan_test_ofBrokenControls_orNone_couldNotCheck() throws Exception {
        write("own/a.yaml", "id: ACME-1\n");
        assertThat(Run.of("scan", "--test", directory.resolve("own").toString()).exitCode())
                .isEqualTo(2);
        write("none/README.md", "nothing");
        Run none = Run.of("scan", "--test", directory.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.out()).contains("There is no control here");
    }

    private static final String PORTS = """
        id: ACME-0003
        severity: low
        match: [{kinds: [Deployment]}]
        fails: object.spec.replicas < 2
        message: It does not outlive a node.
        fields: [spec.replicas]
        fix: 2
        """;

    @Test
    void scan_controlsInTheirUsualPlace_areScannedFor_unlessOthersAreNamed() throws Exception {
        write("web.yaml", DEPLOYMENT.replaceFirst("spec:\n", "spec:\n  replicas: 1\n"));
        write(".github/ksail-bot/controls/replicas.yaml", PORTS);
        assertThat(scan().out()).contains("It does not outlive a node. [ACME-0003");
        write("others/replicas.yaml", PORTS.replace("ACME-0003", "ACME-0004"));
        Run run = scan("--controls", directory.resolve("others").toString(), "--framework", "mitre");
        assertThat(run.out()).contains("It does not outlive a node. [ACME-0004").doesNotContain("ACME-0003");
    }

    @Test
    void scan_controlThatCannotBeEvaluated_isNoPass() throws Exception {
        write("web.yaml", DEPLOYMENT);
        write("own/replicas.yaml", PORTS);
        Run run = scan("--controls", directory.resolve("own").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("`ACME-0003` could not be checked on Deployment/web.")
                .contains("key 'replicas' is not present");
    }

    @Test
    void scan_controlsThatAreNotThere_couldNotCheck() throws Exception {
        write("web.yaml", DEPLOYMENT);
        assertThat(scan("--controls", directory.resolve("nowhere").toString()).exitCode())
                .isEqualTo(2);
    }
}
