package io.github.ksailbot.delivery.flux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {
    private record Item(String name, List<String> needs) {}

    private static Item item(String name, String... needs) {
        return new Item(name, Arrays.asList(needs));
    }

    private static List<String> sort(Item... items) {
        return DependencyOrder.sort(List.of(items), Item::name, Item::needs).stream()
                .map(Item::name)
                .toList();
    }

    @Test
    void chain_rootFirst() {
        assertThat(sort(item("apps", "infra"), item("infra", "flux-system"), item("flux-system")))
                .containsExactly("flux-system", "infra", "apps");
    }

    @Test
    void diamond_rootThenBothThenEnd() {
        assertThat(sort(
                        item("apps", "infra", "config"),
                        item("infra", "flux-system"),
                        item("config", "flux-system"),
                        item("flux-system")))
                .containsExactly("flux-system", "infra", "config", "apps");
    }

    @Test
    void independent_keepTheirOrder() {
        assertThat(sort(item("b"), item("a"), item("c"))).containsExactly("b", "a", "c");
    }

    @Test
    void unknownDependency_playsNoPart() {
        assertThat(sort(item("a", "nobody"), item("b"))).containsExactly("a", "b");
    }

    @Test
    void cycle_comesLast() {
        assertThat(sort(item("a", "b"), item("b", "a"), item("c"))).containsExactly("c", "a", "b");
    }

    @Test
    void dependencyNamedTwice_countsOnce() {
        Function<Item, List<String>> needs = Item::needs;
        List<Item> sorted = DependencyOrder.sort(List.of(item("a", "b", "b"), item("b")), Item::name, needs);
        assertThat(sorted).extracting(Item::name).containsExactly("b", "a");
    }
}
