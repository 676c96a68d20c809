package io.github.ksailbot.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.delivery.reconcile.Convergence;
import io.github.ksailbot.engine.environment.EnvironmentName;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.Conclusion;
import io.github.ksailbot.workflow.RepositoryRef;
import io.github.ksailbot.workflow.deliver.Delivery;
import io.github.ksailbot.workflow.deliver.Delivery.Settlement;
import io.github.ksailbot.workflow.deliver.Order;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarkdownDeliveryMessagesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String DIGEST = "sha256:" + "0123456789".repeat(6) + "0123";

    private final MarkdownDeliveryMessages messages = new MarkdownDeliveryMessages("0.1.0");

    private static Delivery delivery(String environment, @Nullable Conclusion conclusion, String summary) {
        Delivery delivery = Delivery.ordered(
                        1,
                        new Order(
                                new RepositoryRef(7, 70, "acme", "shop"),
                                new EnvironmentName(environment),
                                "main",
                                new CommitId("a".repeat(40)),
                                "merge",
                                Order.Kind.MERGE,
                                Set.of(),
                                null,
                                null),
                        NOON)
                .started(NOON)
                .pushed(DIGEST, "ghcr.io/acme/shop:sha-aaa")
                .doing(summary);
        if (conclusion == null) {
            return delivery;
        }
        Convergence convergence =
                switch (conclusion) {
                    case SUCCESS -> Convergence.CONVERGED;
                    case FAILURE -> Convergence.BEHIND;
                    default -> null;
                };
        return delivery.settled(new Settlement(conclusion, convergence, summary, ""), NOON.plusSeconds(75));
    }

    private String headline(Delivery... deliveries) {
        return messages.notice(Arrays.asList(deliveries)).lines().findFirst().orElseThrow();
    }

    @Test
    void notice_tellsAllThatMatters() {
        assertThat(messages.notice(
                        List.of(delivery("local", Conclusion.FAILURE, "Kustomization flux-system/apps failed"))))
                .isEqualTo("""
                    ### ❌ Not delivered to local

                    | Environment | Verdict | Commit | Digest | Took |
                    |---|---|---|---|--:|
                    | local | ❌ BEHIND | `aaaaaaa` | `sha256:012345678901` | 1 min 15 s |

                    #### local

                    Kustomization flux-system/apps failed.

                    Artifact `ghcr.io/acme/shop:sha-aaa`, `%s`.

                    Try next: `/ksail diagnose local` to look again, `/ksail reconcile local` when the cause is gone.

                    <sub>`aaaaaaa` of `main` · KSail Bot 0.1.0</sub>\
                    """.formatted(DIGEST));
    }

    @Test
    void headline_saysTheWorstFirst() {
        Delivery good = delivery("local", Conclusion.SUCCESS, "Converged");
        Delivery overtaken = delivery("prod", Conclusion.CANCELLED, "Another commit was ordered");

        assertThat(headline(good, delivery("prod", Conclusion.SUCCESS, "Converged")))
                .isEqualTo("### ✅ Delivered to local and prod");
        assertThat(headline(good, delivery("prod", null, "Waiting"))).isEqualTo("### ⏳ Delivering to local and prod");
        assertThat(headline(good, delivery("prod", Conclusion.ACTION_REQUIRED, "No")))
                .isEqualTo("### ❌ Not delivered to prod");
        assertThat(headline(overtaken)).isEqualTo("### ⏭️ Superseded by another commit");
        assertThat(headline(good, overtaken))
                .isEqualTo("### ✅ Delivered to local, elsewhere superseded by another commit");
    }

    @Test
    void sentencesThatEndThemselves_getNoSecondDot() {
        assertThat(messages.ended(delivery("prod", Conclusion.ACTION_REQUIRED, "It is written in `ksail.yaml`."))
                        .summary())
                .contains("It is written in `ksail.yaml`.\n")
                .doesNotContain("..");
    }

    @Test
    void rerunThatIsRefused_keepsWhatCameOfTheDelivery() {
        Delivery good = delivery("prod", Conclusion.SUCCESS, "Converged, 3 objects ready");

        assertThat(messages.notAgain(good, "`dev` asked to run this again. No.").summary())
                .startsWith("❌ `dev` asked to run this again. No.\n\n| Environment |")
                .contains("✅ CONVERGED", "Converged, 3 objects ready");
    }
}
