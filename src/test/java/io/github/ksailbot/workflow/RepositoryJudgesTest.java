package io.github.ksailbot.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ksailbot.engine.verdict.Judge;
import io.github.ksailbot.engine.verdict.TreeJudge;
import org.junit.jupiter.api.Test;

class RepositoryJudgesTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, 70, "acme", "shop");
    private static final RepositoryRef SITE = new RepositoryRef(7, 71, "acme", "site");
    private static final RepositoryRef THEIRS = new RepositoryRef(8, 80, "other", "shop");

    private final RepositoryJudges judges = new RepositoryJudges(2, repository -> TreeJudge.create());

    @Test
    void repository_keepsItsJudgeThroughARename() {
        Judge shop = judges.of(SHOP);

        assertThat(judges.of(new RepositoryRef(7, 70, "acme", "store"))).isSameAs(shop);
    }

    @Test
    void otherRepository_hasAnotherJudge() {
        assertThat(judges.of(SHOP)).isNotSameAs(judges.of(SITE)).isNotSameAs(judges.of(THEIRS));
    }

    @Test
    void repositoryThatChangesHands_beginsAnew() {
        Judge shop = judges.of(SHOP);

        assertThat(judges.of(new RepositoryRef(8, 70, "other", "shop"))).isNotSameAs(shop);
    }

    @Test
    void judges_thatWereNotUsedForTheLongestTimeAreForgotten() {
        Judge shop = judges.of(SHOP);
        Judge site = judges.of(SITE);
        judges.of(SHOP);
        judges.of(THEIRS);

        assertThat(judges.of(SHOP)).isSameAs(shop);
        assertThat(judges.of(SITE)).isNotSameAs(site);
    }
}
