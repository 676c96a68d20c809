package io.github.ksailbot.github.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.ksailbot.workflow.CommitId;
import io.github.ksailbot.workflow.RepositoryRef;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The few values of a webhook's payload that the bot looks at. The rest is read past, not into memory, whatever its size.
 */
final class Payload {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 1000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(10_000)
                    .maxNumberLength(100)
                    .build())
            // The names of keys come from outside: a table of all that were ever seen would only grow.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final Set<String> PATHS = Set.of(
            "action",
            "installation.id",
            "repository.id",
            "repository.name",
            "repository.owner.login",
            "pull_request.number",
            "pull_request.head.sha",
            "changes.base.sha.from",
            "changes.base.ref.from",
            "check_run.id",
            "check_run.external_id",
            "check_run.head_sha",
            "check_run.app.id",
            "check_run.pull_requests.number",
            "check_run.pull_requests.base.repo.id",
            "check_suite.head_sha",
            "check_suite.app.id",
            "check_suite.pull_requests.number",
            "check_suite.pull_requests.base.repo.id",
            "merge_group.head_sha",
            "merge_group.base_sha",
            "merge_group.base_ref",
            "pull_request.updated_at",
            "ref",
            "repository.default_branch",
            "issue.number",
            "issue.pull_request.url",
            "comment.id",
            "comment.body",
            "comment.created_at",
            "comment.user.login",
            "comment.user.type",
            "comment.performed_via_github_app.id",
            "sender.login",
            "sender.type");

    private final Map<String, List<String>> values;

    private Payload(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws PayloadException when it is not one well-formed JSON object, or deeper than {@value #MAX_DEPTH} */
    static Payload parse(byte[] json) throws PayloadException {
        Map<String, List<String>> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new PayloadException("it is not a JSON object");
            }
            List<String> path = new ArrayList<>();
            read(parser, path, values);
            if (parser.nextToken() != null) {
                throw new PayloadException("something follows the JSON object");
            }
        } catch (IOException e) {
            throw new PayloadException("it is not JSON within the limits", e);
        }
        return new Payload(values);
    }

    String action() {
        return first("action").orElse("");
    }

    /** Where it happened; empty for events of an account, of another kind of webhook, and for impossible values. */
    Optional<RepositoryRef> repository() {
        long installation = number("installation.id");
        long id = number("repository.id");
        Optional<String> owner = first("repository.owner.login");
        Optional<String> name = first("repository.name");
        if (installation < 1 || id < 1 || owner.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RepositoryRef(installation, id, owner.get(), name.get()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean has(String path) {
        return values.containsKey(path);
    }

    /** All values at a path, in order: more than one where the path leads through an array. */
    List<String> all(String path) {
        return values.getOrDefault(path, List.of());
    }

    String text(String path) throws PayloadException {
        return first(path).orElseThrow(() -> new PayloadException("it has no " + path));
    }

    CommitId commit(String path) throws PayloadException {
        try {
            return new CommitId(text(path));
        } catch (IllegalArgumentException e) {
            throw new PayloadException(path + " is not a commit id", e);
        }
    }

    Instant time(String path) throws PayloadException {
        try {
            return Instant.parse(text(path));
        } catch (DateTimeParseException e) {
            throw new PayloadException(path + " is not a time", e);
        }
    }

    /** @return 0 when it is absent or not a number */
    long number(String path) {
        return first(path).map(Payload::parseLong).orElse(0L);
    }

    static long parseLong(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Optional<String> first(String path) {
        List<String> all = all(path);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** Reads an object, or an array, whose beginning was read already. The depth is bounded by the parser. */
    private static void read(JsonParser parser, List<String> path, Map<String, List<String>> values)
            throws IOException {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("it ends early");
            }
            switch (token) {
                case END_OBJECT, END_ARRAY -> {
                    return;
                }
                case START_OBJECT, START_ARRAY -> {
                    String name = parser.getParsingContext().getParent().getCurrentName();
                    boolean named = parser.getParsingContext().getParent().inObject();
                    if (named) {
                        path.add(name);
                    }
                    read(parser, path, values);
                    if (named) {
                        path.remove(path.size() - 1);
                    }
                }
                case VALUE_STRING, VALUE_NUMBER_INT -> keep(parser, path, values);
                default -> {
                    // Names are seen with their values; of other values the bot needs none.
                }
            }
        }
    }

    private static void keep(JsonParser parser, List<String> path, Map<String, List<String>> values)
            throws IOException {
        if (path.size() > 4 || !parser.getParsingContext().inObject()) {
            return;
        }
        String name = parser.currentName();
        String at = path.isEmpty() ? name : String.join(".", path) + "." + name;
        if (PATHS.contains(at)) {
            List<String> all = values.computeIfAbsent(at, key -> new ArrayList<>());
            if (all.size() < MAX_VALUES) {
                all.add(parser.getText());
            }
        }
    }
}
