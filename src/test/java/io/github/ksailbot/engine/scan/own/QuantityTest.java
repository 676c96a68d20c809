package io.github.ksailbot.engine.scan.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "500m, 0.5",
        "1, 1",
        "1Ki, 1024",
        "1k, 1000",
        "1.5Gi, 1610612736",
        ".5, 0.5",
        "-2, -2",
        "1e3, 1000",
        "1E3, 1000",
        "1E, 1000000000000000000",
        "100n, 0.0000001",
        "5u, 0.000005",
        "2Ti, 2199023255552"
    })
    void amounts_areKubernetes(String text, String same) {
        assertThat(Quantity.of(text)).isEqualByComparingTo(Quantity.of(same));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1K", "1 Gi", "Gi", "1e", "1mi", "0x1", "1,5", "1Gi\n", "e3", "1e9999"})
    void whatIsNoQuantity_isNone(String text) {
        assertThat(Quantity.isQuantity(text)).isFalse();
    }

    @Test
    void numbersAreQuantities_otherValuesAreNot() {
        assertThat(Quantity.of(2L)).isEqualByComparingTo(Quantity.of("2"));
        assertThat(Quantity.of(0.5)).isEqualByComparingTo(Quantity.of("500m"));
        assertThat(Quantity.isQuantity(true)).isFalse();
        assertThat(Quantity.isQuantity(List.of(1L))).isFalse();
    }
}
