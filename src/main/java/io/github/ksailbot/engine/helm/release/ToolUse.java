package io.github.ksailbot.engine.helm.release;

import io.github.ksailbot.engine.graph.NodeResult;
import io.github.ksailbot.engine.graph.Surroundings;
import io.github.ksailbot.engine.helm.chart.ChartAddress;
import io.github.ksailbot.engine.helm.chart.ChartArchives;
import io.github.ksailbot.engine.helm.chart.ChartArchives.Archive;
import io.github.ksailbot.engine.helm.template.ChartTools;
import io.github.ksailbot.engine.helm.template.Rendering;
import io.github.ksailbot.engine.kustomize.remote.Fetched;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one result asked of chart tools. A chart that was fetched is asked for again before the result is used again: a range of
 * versions, or a tag that was moved, may mean another one by then.
 */
public final class ToolUse {
    private final ChartArchives archives;
    private final ChartTools tools;

    /** What an address stood for, as it can be compared. */
    private final Map<ChartAddress, Object> answers = new LinkedHashMap<>();

    private boolean isLasting = true;

    public ToolUse(ChartTools tools) {
        this.archives = tools.archives();
        this.tools = new ChartTools(request -> watched(tools.renderer().render(request)), this::get, tools.cluster());
    }

    /** The tools, watched. For one thread. */
    public ChartTools tools() {
        return tools;
    }

    /** Says what a result depends on; the result is not kept when it may come out differently the next moment. */
    public NodeResult of(NodeResult result, Surroundings surroundings) {
        if (!isLasting) {
            return result.withTrace(result.trace().fleeting());
        }
        if (!answers.isEmpty()) {
            Map<ChartAddress, Object> then = Map.copyOf(answers);
            ChartArchives source = archives;
            surroundings.dependsOn(() -> then.entrySet().stream()
                    .allMatch(answer -> answer.getValue().equals(comparable(source.get(answer.getKey())))));
        }
        return result;
    }

    private Rendering watched(Rendering rendering) {
        isLasting &= rendering.isLasting();
        return rendering;
    }

    private Fetched<Archive> get(ChartAddress address) {
        Fetched<Archive> fetched = archives.get(address);
        if (fetched instanceof Fetched.Refusal<Archive> refusal) {
            isLasting &= switch (refusal.reason()) {
                case NOT_ALLOWED, ABSENT -> true;
                case TOO_LARGE, UNAVAILABLE -> false;
            };
        }
        answers.put(address, comparable(fetched));
        return fetched;
    }

    private static Object comparable(Fetched<Archive> fetched) {
        return fetched instanceof Fetched.Content<Archive> content ? Known.of(content.content()) : fetched;
    }

    /** An archive without its content. */
    private record Known(String content, String digest, String name) {
        static Known of(Archive archive) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive.content());
                return new Known(HexFormat.of().formatHex(hash), archive.digest(), archive.name());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
