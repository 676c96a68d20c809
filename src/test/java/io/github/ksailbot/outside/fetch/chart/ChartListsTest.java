package io.github.ksailbot.outside.fetch.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.outside.fetch.net.FetchException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChartListsTest {
    private static byte[] list(String name, int versions) {
        StringBuilder text = new StringBuilder("entries:\n  " + name + ":\n");
        for (int i = 0; i < versions; i++) {
            text.append("    - {version: 1.0.").append(i).append(", urls: [a.tgz], digest: 'sha256:AB'}\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aListThatIsTheSame_isReadOnce_andOneThatChangedIsReadAnew() throws FetchException {
        ChartLists lists = new ChartLists(10);
        ChartList first = lists.of(list("web", 2));

        assertThat(lists.of(list("web", 2))).isSameAs(first);
        assertThat(lists.of(list("web", 3)).find("web", "~1.0").version()).isEqualTo("1.0.2");
        assertThat(first.find("web", "1.0.1")).isEqualTo(new ChartList.Item("1.0.1", "a.tgz", "ab"));
    }

    @Test
    void listsThatWereUsedLast_areKept_asManyAsFit() throws FetchException {
        ChartLists lists = new ChartLists(5);
        ChartList first = lists.of(list("a", 2));
        ChartList second = lists.of(list("b", 2));
        assertThat(lists.of(list("a", 2))).isSameAs(first);
        ChartList third = lists.of(list("c", 3));

        assertThat(lists.of(list("c", 3))).isSameAs(third);
        assertThat(lists.of(list("a", 2))).isSameAs(first);
        assertThat(lists.of(list("b", 2))).isNotSameAs(second).isEqualTo(second);
    }

    @Test
    void aListThatDoesNotFit_isReadEachTime_andTakesNoOtherOnesPlace() throws FetchException {
        ChartLists lists = new ChartLists(2);
        ChartList small = lists.of(list("a", 2));
        ChartList large = lists.of(list("b", 3));

        assertThat(lists.of(list("b", 3))).isNotSameAs(large).isEqualTo(large);
        assertThat(lists.of(list("a", 2))).isSameAs(small);
    }
}
