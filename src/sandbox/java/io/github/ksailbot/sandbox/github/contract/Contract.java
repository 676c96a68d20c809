package io.github.ksailbot.sandbox.github.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's published description of its REST API, cut down to what the sandbox serves. Every request and every answer
 * is held against it; what does not fit is answered as an error and kept, for tests to assert that nothing is.
 */
public final class Contract {

    /** What {@code OpenApiGenerator} writes. */
    public static final String RESOURCE = "/io/github/ksailbot/sandbox/github/contract/github-openapi.json.gz";

    private final @Nullable OpenApiInteractionValidator validator;
    private final List<String> violations = new CopyOnWriteArrayList<>();

    private Contract(@Nullable OpenApiInteractionValidator validator) {
        this.validator = validator;
    }

    /** One that everything fits, for measurements. */
    public static Contract none() {
        return new Contract(null);
    }

    public static Contract load() {
        return new Contract(Holder.VALIDATOR);
    }

    /** Read once for all sandboxes of a process: it takes longer than everything else about their start. */
    private static final class Holder {

        static final OpenApiInteractionValidator VALIDATOR = read();
    }

    private static OpenApiInteractionValidator read() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            String document = new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
            return OpenApiInteractionValidator.createForInlineApiSpecification(document)
                    .withParseOptions(options)
                    .withBasePathOverride("")
                    .withLevelResolver(LevelResolver.create()
                            .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                            .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                            .build())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is called.
     *
     * @param template as in the document
     * @param path values of its placeholders, which may contain slashes
     */
    public record Operation(String method, String template, Map<String, String> path) {

        String encoded() {
            String url = template;
            for (Map.Entry<String, String> value : path.entrySet()) {
                url = url.replace(
                        "{" + value.getKey() + "}", URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8));
            }
            return url;
        }
    }

    /** What is wrong with a request; empty if nothing. */
    public List<String> request(
            Operation operation, Map<String, String> query, @Nullable String contentType, String body) {
        if (validator == null) {
            return List.of();
        }
        SimpleRequest.Builder request = new SimpleRequest.Builder(operation.method(), operation.encoded());
        query.forEach(request::withQueryParam);
        if (!body.isEmpty()) {
            // GitHub does not insist on the header: clients of all ages leave it out or say something else.
            request.withContentType("application/json").withBody(body);
        }
        return report("request", Set.of(), operation, validator.validateRequest(request.build()));
    }

    /** What is wrong with an answer; empty if nothing. */
    public List<String> response(Operation operation, int status, JsonNode body) {
        if (validator == null || status == 304) {
            return List.of();
        }
        SimpleResponse.Builder response = new SimpleResponse.Builder(status);
        if (status != 204) {
            response.withContentType("application/json").withBody(body.toString());
        }
        // The document does not list every error of every operation; GitHub gives them all the same.
        return report(
                "answer " + status,
                status >= 400 ? Set.of("validation.response.status.unknown") : Set.of(),
                operation,
                validator.validateResponse(
                        operation.encoded(), Request.Method.valueOf(operation.method()), response.build()));
    }

    /** Everything that did not fit since the start. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    public void clearViolations() {
        violations.clear();
    }

    private List<String> report(String what, Set<String> but, Operation operation, ValidationReport report) {
        List<String> wrong = new ArrayList<>();
        for (ValidationReport.Message message : report.getMessages()) {
            boolean allowed = but.contains(message.getKey()) || isDeletedFork(message);
            if (message.getLevel() == ValidationReport.Level.ERROR && !allowed) {
                wrong.add(message.getKey() + ": " + message.getMessage());
                violations.add(what + " of " + operation.method() + " " + operation.template() + ": " + message.getKey()
                        + ": " + message.getMessage() + " " + message.getAdditionalInfo());
            }
        }
        return wrong;
    }

    /** The document does not know that GitHub answers null for the repository of a fork that was deleted. */
    private static boolean isDeletedFork(ValidationReport.Message message) {
        return message.getMessage().contains("/head/repo'] Instance type (null)");
    }
}
