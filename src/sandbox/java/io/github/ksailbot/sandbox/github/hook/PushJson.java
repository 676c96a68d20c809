package io.github.ksailbot.sandbox.github.hook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ksailbot.sandbox.github.git.History;
import io.github.ksailbot.sandbox.github.json.CommitJson;
import io.github.ksailbot.sandbox.github.json.Json;
import io.github.ksailbot.sandbox.github.model.Account;
import io.github.ksailbot.sandbox.github.model.MergeGroup;
import io.github.ksailbot.sandbox.github.model.Repo;
import io.github.ksailbot.sandbox.github.store.World;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** The bodies of events about refs. */
final class PushJson {

    private static final String NONE = "0".repeat(40);

    /** GitHub lists no more commits of a push than this. */
    private static final int MOST_COMMITS = 2048;

    private final World world;
    private final Supplier<Json> json;

    PushJson(World world, Supplier<Json> json) {
        this.world = world;
        this.json = json;
    }

    ObjectNode payload(
            Repo repo, String ref, @Nullable String before, @Nullable String after, boolean forced, Account sender) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("ref", ref);
        payload.put("before", before == null ? NONE : before);
        payload.put("after", after == null ? NONE : after);
        payload.put("created", before == null);
        payload.put("deleted", after == null);
        payload.put("forced", forced);
        payload.putNull("base_ref");
        payload.put("compare", compare(repo, ref, before, after));
        ArrayNode commits = payload.putArray("commits");
        if (after != null) {
            List<RevCommit> pushed = before == null
                    ? List.of(world.git.parse(repo, after))
                    : History.between(world.git.of(repo), before, after);
            pushed.stream()
                    .limit(MOST_COMMITS)
                    .forEach(commit -> commits.add(json.get().commits.pushed(repo, commit)));
        }
        payload.set(
                "head_commit",
                after == null ? payload.nullNode() : json.get().commits.pushed(repo, world.git.parse(repo, after)));
        payload.putObject("pusher").put("name", sender.login()).put("email", sender.email());
        return payload;
    }

    ObjectNode mergeGroup(MergeGroup group) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("head_sha", group.headSha());
        payload.put("head_ref", group.headRef());
        payload.put("base_sha", group.baseSha());
        payload.put("base_ref", group.baseRef());
        payload.set("head_commit", CommitJson.simple(world.git.parse(group.pull().repo, group.headSha())));
        return payload;
    }

    private String compare(Repo repo, String ref, @Nullable String before, @Nullable String after) {
        String page = json.get().urls.web(repo) + "/compare/";
        if (before == null || after == null) {
            return page + ref.substring(ref.indexOf('/', 5) + 1);
        }
        return page + before.substring(0, 12) + "..." + after.substring(0, 12);
    }
}
