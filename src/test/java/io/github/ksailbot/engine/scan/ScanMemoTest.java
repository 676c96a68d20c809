package io.github.ksailbot.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.manifest.Manifest;
import io.github.ksailbot.engine.scan.catalog.Catalog;
import io.github.ksailbot.engine.scan.catalog.Control;
import io.github.ksailbot.engine.scan.catalog.Match;
import io.github.ksailbot.engine.scan.catalog.RuleFacts;
import io.github.ksailbot.engine.scan.rule.Alert;
import io.github.ksailbot.engine.scan.rule.ControlInputs;
import io.github.ksailbot.engine.scan.rule.LocalRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanMemoTest {
    private static final long PLENTY = 1L << 30;
    private static final List<String> IMAGES = List.of("app", "app:1", "docker.io/app:latest", "k8s.gcr.io/app:2");

    @Test
    void scan_withAMemo_comesToWhatItComesToWithout_whateverChanged() {
        Random random = new Random(7);
        for (long bytes : List.of(PLENTY, 200_000L, 0L)) {
            ScanMemo memo = ScanMemo.ofBytes(bytes);
            List<String> documents = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                documents.add(document(random));
            }
            for (int commit = 0; commit < 25; commit++) {
                documents.set(random.nextInt(documents.size()), document(random));
                ScanSettings settings = settings(random);
                List<Manifest> manifests = Manifests.all(String.join("---\n", documents));
                assertThat(text(scan(memo, manifests, settings)))
                        .as("commit %s, memo of %s bytes", commit, bytes)
                        .isEqualTo(text(scan(null, manifests, settings)));
            }
        }
    }

    @Test
    void ruleThatLooksAtOneObject_isAskedAboutWhatChangedOnly() {
        List<String> asked = new ArrayList<>();
        LocalRule rule = input -> {
            input.objects().forEach(object -> asked.add(object.name()));
            return input.objects().stream()
                    .map(object -> Alert.on(object, "It is wrong."))
                    .toList();
        };
        Catalog catalog = catalog(rule);
        ScanMemo memo = ScanMemo.ofBytes(PLENTY);
        ScanSettings settings = ScanSettings.DEFAULT.withFrameworks(List.of("own"));
        new Scanner(catalog, memo).scan(pods("a", "b", "c"), settings, Instant.EPOCH);
        assertThat(asked).containsExactly("a", "b", "c");

        asked.clear();
        ScanReport report = new Scanner(catalog, memo).scan(pods("a", "x", "c"), settings, Instant.EPOCH);
        assertThat(asked).containsExactly("x");
        assertThat(report.findings())
                .extracting(finding -> finding.resource().name())
                .containsExactly("a", "x", "c");
    }

    @Test
    void ruleWithOtherInputs_isAskedAgain() {
        ScanMemo memo = ScanMemo.ofBytes(PLENTY);
        List<Manifest> manifests = pods("a");
        assertThat(ids(scan(memo, manifests, inputs("cpu_limit_max", "1")))).doesNotContain("C-0078");
        ScanSettings strict = inputs("imageRepositoryAllowList", "^registry.example/");
        assertThat(ids(scan(memo, manifests, strict))).contains("C-0078");
    }

    @Test
    void resourceThatIsRenderedTwice_isTwoObjects_withOneFindingEach() {
        ScanMemo memo = ScanMemo.ofBytes(PLENTY);
        List<Manifest> manifests = new ArrayList<>(pods("a"));
        manifests.addAll(pods("a"));
        for (int i = 0; i < 2; i++) {
            ScanReport report = scan(memo, manifests, ScanSettings.DEFAULT);
            assertThat(report.coverage().resources()).isEqualTo(2);
            assertThat(text(report)).isEqualTo(text(scan(null, manifests, ScanSettings.DEFAULT)));
        }
    }

    @Test
    void memo_holdsNoMoreThanItsBytes_andForgetsWhatWasNotUsedForLongest() {
        ScanMemo memo = ScanMemo.ofBytes(40_000);
        scan(memo, pods("a"), ScanSettings.DEFAULT);
        assertThat(memo.size()).isEqualTo(1);
        scan(memo, pods("b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"), ScanSettings.DEFAULT);
        assertThat(memo.size()).isBetween(1, 10);
        ScanMemo nothing = ScanMemo.ofBytes(0);
        scan(nothing, pods("a"), ScanSettings.DEFAULT);
        assertThat(nothing.size()).isZero();
    }

    @Test
    void memo_countsTexts_ofResources_findings_andInputs() {
        ScanMemo ofResources = ScanMemo.ofBytes(1_000_000);
        ScanMemo ofInputs = ScanMemo.ofBytes(1_000_000);
        ScanMemo ofFewInputs = ScanMemo.ofBytes(1_000_000);
        for (int i = 0; i < 20; i++) {
            String text = i + "x".repeat(100_000);
            scan(
                    ofResources,
                    Manifests.all("{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: " + text + "}}"),
                    ScanSettings.DEFAULT);
            scan(ofInputs, pods("a" + i), inputs("insecureCapabilities", i + "x".repeat(10_000)));
            scan(ofFewInputs, pods("a" + i), inputs("insecureCapabilities", i + "x"));
        }
        assertThat(ofResources.size()).isBetween(1, 9);
        assertThat(ofInputs.size()).isPositive().isLessThan(ofFewInputs.size());
    }

    @Test
    void ruleWithLongInputs_isNotRemembered_soThatTheyAreNotEither() {
        ScanMemo memo = ScanMemo.ofBytes(PLENTY);
        ControlInputs inputs = new ControlInputs(Map.of("list", List.of("x".repeat(100_000))));
        assertThat(memo.canonical(inputs)).isSameAs(inputs);
        assertThat(memo.canonical(new ControlInputs(inputs.lists()))).isNotSameAs(inputs);
        ControlInputs few = new ControlInputs(Map.of("list", List.of("x")));
        assertThat(memo.canonical(few)).isSameAs(few);
        assertThat(memo.canonical(new ControlInputs(few.lists()))).isSameAs(few);
    }

    @Test
    void longName_isNotRepeatedInEveryFinding() {
        Manifest named = Manifests.one("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: "
                + "x".repeat(50_000) + ", image: app}]}}");
        assertThat(scan(null, List.of(named), ScanSettings.DEFAULT).findings())
                .isNotEmpty()
                .allSatisfy(finding -> {
                    assertThat(finding.message()).hasSizeLessThan(2_000);
                    assertThat(finding.key().field()).hasSizeLessThan(2_000);
                });
    }

    private static ScanSettings settings(Random random) {
        ScanSettings settings =
                ScanSettings.DEFAULT.withFrameworks(List.of(random.nextBoolean() ? "NSA" : "AllControls"));
        return random.nextInt(4) > 0
                ? settings
                : new ScanSettings(
                        settings.frameworks(),
                        settings.threshold(),
                        settings.failOnNew(),
                        Map.of("insecureCapabilities", List.of("NET_ADMIN")),
                        settings.exceptions(),
                        settings.inlineExceptions(),
                        settings.excludedNamespaces());
    }

    private static ScanSettings inputs(String list, String item) {
        ScanSettings settings = ScanSettings.DEFAULT.withFrameworks(List.of("AllControls"));
        return new ScanSettings(
                settings.frameworks(),
                settings.threshold(),
                settings.failOnNew(),
                Map.of(list, List.of(item)),
                settings.exceptions(),
                settings.inlineExceptions(),
                settings.excludedNamespaces());
    }

    /** Now and then one that is there already, or of a name that is. */
    private static String document(Random random) {
        String name = "name-" + random.nextInt(8);
        String account = "name-" + random.nextInt(3);
        String image = IMAGES.get(random.nextInt(IMAGES.size()));
        return switch (random.nextInt(6)) {
            case 0 ->
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: " + account
                        + "}, automountServiceAccountToken: " + random.nextBoolean() + "}\n";
            case 1 ->
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: " + account
                        + "}, rules: [{apiGroups: [\"\"], resources: [secrets, pods], verbs: [get, list, delete]}]}\n";
            case 2 ->
                "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: " + name
                        + "}, roleRef: {kind: Role, name: " + account + "}, subjects: [{kind: ServiceAccount, name: "
                        + account
                        + "}, {kind: User, name: u}]}\n";
            case 3 ->
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: " + name
                        + "}, spec: {podSelector: {}, policyTypes: [Ingress]}}\n";
            case 4 -> "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {password: secret}}\n";
            default ->
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name + "}, spec: {template: {metadata:"
                        + " {labels: {app: " + name + "}}, spec: {serviceAccountName: " + account
                        + ", containers: [{name: main, image: \"" + image + "\", securityContext: {privileged: "
                        + random.nextBoolean() + ", capabilities: {add: [NET_ADMIN]}}}, {name: side, image: \"" + image
                        + "\"}]}}}}\n";
        };
    }

    private static List<Manifest> pods(String... names) {
        List<String> documents = new ArrayList<>();
        for (String name : names) {
            documents.add("{apiVersion: v1, kind: Pod, metadata: {name: " + name
                    + "}, spec: {containers: [{name: main, image: app}]}}\n");
        }
        return Manifests.all(String.join("---\n", documents));
    }

    private static Catalog catalog(LocalRule rule) {
        Control control = new Control("X-1", "One", 5, "", Control.Action.NONE, List.of("x-1"));
        RuleFacts facts = new RuleFacts(
                "x-1", List.of(new Match(List.of("*"), List.of("*"), List.of("*"))), false, List.of(), List.of());
        return Catalog.kubescape()
                .with(
                        "own",
                        List.of(new Catalog.OwnControl(control, facts, rule, List.of(), Origin.of("x.yaml", 1, 1))));
    }

    private static ScanReport scan(@Nullable ScanMemo memo, List<Manifest> manifests, ScanSettings settings) {
        return new Scanner(Catalog.kubescape(), memo).scan(manifests, settings, Instant.EPOCH);
    }

    private static List<String> ids(ScanReport report) {
        return report.findings().stream()
                .map(finding -> finding.control().id())
                .distinct()
                .toList();
    }

    /** Everything that a report says; objects by their names. */
    private static String text(ScanReport report) {
        StringBuilder text = new StringBuilder();
        text.append(report.compliance()).append(report.coverage()).append(report.problems());
        report.findings().forEach(finding -> text.append('\n').append(finding));
        for (ControlResult control : report.controls()) {
            text.append('\n')
                    .append(control.control().id())
                    .append(control.status())
                    .append(control.subStatus());
            text.append(control.reason()).append(control.counts()).append(control.risk());
            control.resources()
                    .forEach(resource -> text.append(resource.object()).append(resource.status()));
        }
        return text.toString();
    }
}
