package io.github.ksailbot.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ksailbot.workflow.CommentBoard;
import io.github.ksailbot.workflow.GoneException;
import io.github.ksailbot.workflow.Subject;
import io.github.ksailbot.workflow.UnavailableException;
import io.quarkus.logging.Log;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bot's comments by GitHub's API. Ours is what carries the marker and was written by this App itself: anybody can copy
 * the marker, and nobody else's comment is ever edited.
 *
 * @see <a href="https://docs.github.com/rest/issues/comments">REST API endpoints for issue comments</a>
 */
final class GitHubCommentBoard implements CommentBoard {
    private static final int LIMIT = 65_536;

    /** Pull requests whose comment is remembered; of others all comments are looked through. */
    private static final int REMEMBERED = 10_000;

    private final GitHubApi api;
    private final AppAccount account;
    private final Map<Place, Long> known = Collections.synchronizedMap(new Recent());

    GitHubCommentBoard(GitHubApi api) {
        this.api = api;
        this.account = new AppAccount(api);
    }

    @Override
    public void put(Subject.PullRequest pullRequest, Topic topic, String body)
            throws GoneException, UnavailableException {
        Place place = new Place(pullRequest, topic);
        String wanted = Cut.to(LIMIT - place.marker().length() - 1, body) + "\n" + place.marker();
        JsonNode ours = remembered(place);
        if (ours == null) {
            ours = search(place);
        }
        if (ours == null) {
            create(place, wanted);
        } else if (!same(ours.path("body").asText(), wanted)
                && !edit(place, ours.path("id").asLong(), wanted)) {
            create(place, wanted);
        }
    }

    private @Nullable JsonNode remembered(Place place) throws GoneException, UnavailableException {
        Long id = known.get(place);
        if (id == null) {
            return null;
        }
        Optional<Reply> reply =
                api.find(place.pullRequest().repository().installation(), comment(place.pullRequest(), id));
        if (reply.isPresent() && isOurs(place, reply.get().body())) {
            return reply.get().body();
        }
        known.remove(place);
        return null;
    }

    /** The oldest one that is ours. */
    private @Nullable JsonNode search(Place place) throws GoneException, UnavailableException {
        boolean more = true;
        for (int page = 1; more; page++) {
            Reply reply = api.read(
                    place.pullRequest().repository().installation(),
                    comments(place.pullRequest()) + "?per_page=100&page=" + page);
            for (JsonNode comment : reply.body()) {
                if (isOurs(place, comment)) {
                    known.put(place, comment.path("id").asLong());
                    return comment;
                }
            }
            more = reply.hasNextPage();
        }
        return null;
    }

    private boolean isOurs(Place place, JsonNode comment) throws GoneException, UnavailableException {
        return comment.path("body").asText().contains(place.marker()) && account.wrote(comment);
    }

    private void create(Place place, String body) throws GoneException, UnavailableException {
        Call call = Call.post(
                comments(place.pullRequest()),
                JsonNodeFactory.instance.objectNode().put("body", body));
        Optional<Reply> reply = api.write(place.pullRequest().repository().installation(), call);
        if (reply.isPresent() && !isLocked(place.pullRequest(), reply.get())) {
            known.put(place, api.check(call, reply.get()).body().path("id").asLong());
        }
    }

    /** False when somebody deleted the comment in the meantime. */
    private boolean edit(Place place, long id, String body) throws GoneException, UnavailableException {
        Call call = Call.patch(
                comment(place.pullRequest(), id),
                JsonNodeFactory.instance.objectNode().put("body", body));
        Optional<Reply> reply = api.write(place.pullRequest().repository().installation(), call);
        if (reply.isPresent() && reply.get().status() == 404) {
            known.remove(place);
            return false;
        }
        if (reply.isPresent() && !isLocked(place.pullRequest(), reply.get())) {
            api.check(call, reply.get());
        }
        return true;
    }

    /** The verdict is in the check runs as well; a conversation that people closed is left alone. */
    private static boolean isLocked(Subject.PullRequest pullRequest, Reply reply) {
        boolean locked = reply.status() == 403 && reply.says("locked");
        if (locked) {
            Log.infof("The conversation of %s is locked: no comment", pullRequest);
        }
        return locked;
    }

    private static String comments(Subject.PullRequest pullRequest) {
        return "/repos/" + pullRequest.repository().fullName() + "/issues/" + pullRequest.number() + "/comments";
    }

    private static String comment(Subject.PullRequest pullRequest, long id) {
        return "/repos/" + pullRequest.repository().fullName() + "/issues/comments/" + id;
    }

    /** GitHub may keep other line ends than it was sent. */
    private static boolean same(String one, String other) {
        return one.replace("\r\n", "\n")
                .strip()
                .equals(other.replace("\r\n", "\n").strip());
    }

    private record Place(Subject.PullRequest pullRequest, Topic topic) {
        String marker() {
            return "<!-- ksail-bot:" + topic.name() + " -->";
        }
    }

    private static final class Recent extends LinkedHashMap<Place, Long> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Long> eldest) {
            return size() > REMEMBERED;
        }
    }
}
