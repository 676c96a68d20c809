package io.github.ksailbot.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.verdict.Judge;
import io.github.ksailbot.engine.verdict.TreeJudge;
import org.junit.jupiter.api.Test;

class RepositoryJudgesTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, 70, "acme", "shop");
    private static final RepositoryRef SITE = new RepositoryRef(7, 71, "acme", "site");
    private static final RepositoryRef THEIRS = new RepositoryRef(8, 80, "other", "shop");

    private final RepositoryJudges judges = new RepositoryJudges(2, (repository, trusted) -> TreeJudge.create());

    @Test
    void repository_keepsItsJudgeThroughARename() {
        Judge shop = judges.of(SHOP, true);

        assertThat(judges.of(new RepositoryRef(7, 70, "acme", "store"), true)).isSameAs(shop);
    }

    @Test
    void whatForksPropose_hasAnotherJudge() {
        assertThat(judges.of(SHOP, false)).isNotSameAs(judges.of(SHOP, true));
    }

    @Test
    void otherRepository_hasAnotherJudge() {
        assertThat(judges.of(SHOP, true)).isNotSameAs(judges.of(SITE, true)).isNotSameAs(judges.of(THEIRS, true));
    }

    @Test
    void repositoryThatChangesHands_beginsAnew() {
        Judge shop = judges.of(SHOP, true);

        assertThat(judges.of(new RepositoryRef(8, 70, "other", "shop"), true)).isNotSameAs(shop);
    }

    @Test
    void judges_thatWereNotUsedForTheLongestTimeAreForgotten() {
        Judge shop = judges.of(SHOP, true);
        Judge site = judges.of(SITE, true);
        judges.of(SHOP, true);
        judges.of(THEIRS, true);

        assertThat(judges.of(SHOP, true)).isSameAs(shop);
        assertThat(judges.of(SITE, true)).isNotSameAs(site);
    }
}
