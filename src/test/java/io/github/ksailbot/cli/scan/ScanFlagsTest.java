package io.github.ksailbot.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ksailbot.cli.Run;
import org.junit.jupiter.api.Test;

/** Flags of a scan, Kubescape's among them. */
class ScanFlagsTest extends InScan {
    @Test
    void scan_severityThreshold_failsByTheWorstControl() throws Exception {
        write("web.yaml", DEPLOYMENT);
        Run high = scan("--severity-threshold", "high");
        assertThat(high.exitCode()).isEqualTo(1);
        assertThat(high.err())
                .contains("controls fail that must not")
                .contains("C-0057")
                .doesNotContain("C-0013");
        assertThat(scan("-s", "Critical").exitCode()).isZero();
        assertThat(scan("-s", "awful").exitCode()).isEqualTo(2);
    }

    @Test
    void scan_includedNamespaces_leaveOutAllOthers() throws Exception {
        write("web.yaml", DEPLOYMENT.replace("  name: web", "  name: web\n  namespace: shop"));
        write("other.yaml", DEPLOYMENT.replace("  name: web", "  name: other\n  namespace: rest"));
        assertThat(scan("--include-namespaces", "shop").out())
                .contains("Deployment/shop/web")
                .contains("1 excluded")
                .doesNotContain("Deployment/rest/other");
    }

    @Test
    void scan_kubescapesWords_chooseFrameworksAndControls() throws Exception {
        write("web.yaml", DEPLOYMENT);
        String place = directory.toString();
        assertThat(Run.of("scan", "framework", "mitre,nsa", place).out())
                .contains(": MITRE: ")
                .contains(": NSA: ");
        Run controls = Run.of("scan", "control", "c-0016,Privileged container", place, "--format", "json");
        JsonNode json = new ObjectMapper().readTree(controls.out());
        assertThat(json.at("/summaryDetails/controls").fieldNames())
                .toIterable()
                .containsExactly("C-0016", "C-0057");
        Run unknown = Run.of("scan", "control", "C-9999", place);
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("`C-9999` is no control");
        assertThat(Run.of("scan", place, "more").exitCode()).isEqualTo(2);
    }

    @Test
    void scan_flagsOfKubescape_areTakenOrRefusedWithTheReason() throws Exception {
        write("web.yaml", DEPLOYMENT);
        assertThat(scan("--keep-local", "--format-version", "v2", "-f", "json").exitCode())
                .isZero();
        assertThat(scan("--format-version", "v1").err()).contains("the shape of version v2");
        assertThat(scan("--use-from", "policies").err()).contains("controls are built in");
        Run sent = scan("--submit");
        assertThat(sent.exitCode()).isEqualTo(2);
        assertThat(sent.err()).contains("nothing is sent anywhere");
    }
}
