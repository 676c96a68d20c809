package io.github.ksailbot.engine.scan.exception;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.kustomize.work.Work;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import io.github.ksailbot.engine.scan.rule.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a file of Kubescape's exceptions: a JSON array of policies, or the same as YAML. Rules: {@code scan/…}. */
public final class ExceptionReader {
    private static final YamlLimits LIMITS = new YamlLimits(4 << 20, 20, 200_000, 0, 1);

    /** About a second of matching. */
    private static final long UNTRUSTED_STEPS = 50_000_000;

    private ExceptionReader() {}

    /**
     * @param policies those that could be read
     * @param findings what is wrong with the others, or with the file; an error means that nobody knows what was meant to
     *     be excepted
     */
    public record Exceptions(List<ExceptionPolicy> policies, List<Finding> findings) {
        public static final Exceptions NONE = new Exceptions(List.of(), List.of());

        public Exceptions {
            policies = List.copyOf(policies);
            findings = List.copyOf(findings);
        }
    }

    /** Never throws for what the file holds. */
    public static Exceptions read(String file, byte[] content) {
        return read(file, content, Work.unlimited());
    }

    /**
     * The same for a file that nobody has agreed to yet: the time for matching it is limited, and what is beyond it is not
     * excepted.
     */
    public static Exceptions readUntrusted(String file, byte[] content) {
        return read(file, content, new Work(UNTRUSTED_STEPS, UNTRUSTED_STEPS, UNTRUSTED_STEPS));
    }

    private static Exceptions read(String file, byte[] content, Work work) {
        YamlDocuments yaml = new YamlReader(LIMITS).read(file, content);
        List<Finding> findings = new ArrayList<>(yaml.findings());
        List<ExceptionPolicy> policies = new ArrayList<>();
        for (Node document : yaml.documents()) {
            Object value = Json.of(document);
            if (!(value instanceof List<?> list)) {
                findings.add(Finding.error(
                        "scan/exceptions", "`" + file + "` must be a list of exceptions.", document.origin()));
                continue;
            }
            for (Object one : list) {
                ExceptionPolicy policy = policy(one, document.origin(), work, findings);
                if (policy != null) {
                    policies.add(policy);
                }
            }
        }
        return new Exceptions(policies, findings);
    }

    private static @Nullable ExceptionPolicy policy(Object value, Origin origin, Work work, List<Finding> findings) {
        String name = Json.text(value, "name");
        List<ExceptionPolicy.Scope> scopes = new ArrayList<>();
        for (Object scope : Json.list(value, "posturePolicies")) {
            scopes.add(new ExceptionPolicy.Scope(
                    wanted(scope, "frameworkName", work),
                    wanted(scope, "controlID", work),
                    wanted(scope, "ruleName", work)));
        }
        List<Designator> designators = new ArrayList<>();
        for (Object resource : Json.list(value, "resources")) {
            Map<String, String> attributes = new TreeMap<>();
            Json.map(resource, "attributes").forEach((key, text) -> attributes.put(key, text.toString()));
            designators.add(new Designator(attributes, work));
        }
        if (!(value instanceof Map<?, ?>) || designators.isEmpty()) {
            findings.add(Finding.error(
                            "scan/exceptions",
                            "The exception `" + name + "` names no resources, so it excepts none.",
                            origin)
                    .withFix("Give it `resources` with `attributes`."));
            return null;
        }
        Instant expires = null;
        String date = Json.text(value, "expirationDate");
        if (!date.isEmpty()) {
            try {
                expires = OffsetDateTime.parse(date).toInstant();
            } catch (DateTimeException e) {
                findings.add(Finding.error(
                        "scan/exceptions",
                        "`expirationDate` of the exception `" + name
                                + "` must be a time such as `2030-01-31T00:00:00Z`, so it does not count.",
                        origin));
                return null;
            }
        }
        return new ExceptionPolicy(name, scopes, designators, expires, reason(value));
    }

    private static @Nullable Wanted wanted(Object scope, String field, Work work) {
        String text = Json.text(scope, field);
        return text.isEmpty() ? null : Wanted.inAnyCase(text, work);
    }

    private static String reason(Object value) {
        Object reason = Json.at(value, "reason");
        return reason instanceof String text ? text : "";
    }
}
