package io.github.ksailbot.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(5), Duration.ofMinutes(10));

    @Test
    void delay_doublesUpToTheLongest() {
        assertThat(policy.delay(1, null)).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.delay(2, null)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.delay(7, null)).isEqualTo(Duration.ofSeconds(320));
        assertThat(policy.delay(8, null)).isEqualTo(Duration.ofMinutes(10));
        assertThat(policy.delay(Integer.MAX_VALUE, null)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void delay_longerOneAskedFor_isKept() {
        assertThat(policy.delay(1, Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
        assertThat(policy.delay(3, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void impossiblePolicy_isRefused() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ofSeconds(5), Duration.ofMinutes(10)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(5), Duration.ofSeconds(4)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
