package io.github.ksailbot.engine.kustomize.work;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.OriginFile;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.YamlDialect;
import io.github.ksailbot.engine.manifest.yaml.YamlDocuments;
import io.github.ksailbot.engine.manifest.yaml.YamlLimits;
import io.github.ksailbot.engine.manifest.yaml.YamlReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of a build and ends it at the limit. A step is a value that is visited, compared or made, about 20
 * nanoseconds, or four bytes that are kept; the count depends on the repository alone, so that the same build ends at the
 * same place everywhere.
 *
 * <p>Not for several threads.
 */
public final class Work {
    /**
     * References that are copied in one step: a list or mapping that changes in one place is looked through and copied
     * whole.
     */
    private static final int REFERENCES_PER_STEP = 4;

    /** A mapping that is about to be copied is looked through for its key; what is this small is at hand. */
    private static final int FEW_REFERENCES = 256;

    /** For each of the others. */
    private static final int STEPS_PER_LOOK_UP = 1;

    /** A new node, its entry, and the list that holds the others. */
    private static final int STEPS_PER_COPY = 10;

    /** A mapping that nothing held a place for: itself, its key, its entry and its lists stay, some 160 bytes. */
    private static final int STEPS_PER_MAPPING = 40;

    /** Characters of a new text that are written in one step; they bound the memory of texts, too. */
    private static final int CHARACTERS_PER_STEP = 4;

    /** Bytes of YAML that are scanned in one step. */
    private static final int BYTES_PER_STEP = 2;

    /** Steps that it takes to read a value from YAML, and to keep it. */
    private static final int STEPS_PER_NODE = 20;

    private final long limit;
    private final long nodeLimit;
    private final long byteLimit;
    private final Deque<Account> accounts = new ArrayDeque<>();
    private long steps;
    private long nodes;
    private long bytes;

    /**
     * @param steps that the build may take
     * @param nodes that it may read from YAML: mappings, sequences, scalars and keys, after alias expansion
     * @param bytes of the files that it may read, each time that they are read
     */
    public Work(long steps, long nodes, long bytes) {
        this.limit = steps;
        this.nodeLimit = nodes;
        this.byteLimit = bytes;
        accounts.push(new Account());
    }

    /** For what no limit counts: the engine's own files. */
    public static Work unlimited() {
        return new Work(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * What a part of a build costs.
     *
     * @param steps of work
     * @param nodes read from YAML
     * @param bytes of files
     */
    public record Cost(long steps, long nodes, long bytes) {
        public Cost minus(Cost earlier) {
            return new Cost(steps - earlier.steps, nodes - earlier.nodes, bytes - earlier.bytes);
        }
    }

    /** All that was counted so far. */
    public Cost cost() {
        return new Cost(steps, nodes, bytes);
    }

    /**
     * Counts steps that are about to be taken.
     *
     * @throws LimitExceeded when the build may take no more
     */
    public void spend(long count) {
        steps += count;
        if (steps > limit || steps < 0) {
            throw exceeded();
        }
    }

    /** Whether a limit of steps was met. */
    public boolean isSpent() {
        return steps > limit;
    }

    /** Counts a list or mapping that is copied with a change. */
    public void copy(int references) {
        spend(STEPS_PER_COPY
                + references / REFERENCES_PER_STEP
                + STEPS_PER_LOOK_UP * Math.max(0, references - FEW_REFERENCES));
    }

    /** Counts a mapping that is made where none was. */
    public void make() {
        spend(STEPS_PER_MAPPING);
    }

    /** Counts a text that is made. */
    public void write(int characters) {
        spend(1 + characters / CHARACTERS_PER_STEP);
    }

    /** Reads a file and counts what that costs; a file beyond {@link YamlLimits} is a finding among the documents'. */
    public YamlDocuments read(YamlDialect dialect, OriginFile file, byte[] content) {
        spend(content.length / BYTES_PER_STEP);
        return counted(reader(dialect).read(file, content));
    }

    /** Reads YAML that stands in a scalar of another file and counts what that costs. */
    public YamlDocuments readEmbedded(YamlDialect dialect, ScalarNode text) {
        spend(1 + text.text().length() / BYTES_PER_STEP);
        return counted(reader(dialect).readEmbedded(text));
    }

    /** Stops one value behind what the build may still read. */
    private YamlReader reader(YamlDialect dialect) {
        long left = Math.max(0, Math.min(nodeLimit - nodes, (limit - steps) / STEPS_PER_NODE));
        YamlLimits limits = YamlLimits.DEFAULT;
        // kustomize finds the first field of a name, where it lets two of them pass: in patches
        boolean keepsFirst = dialect == YamlDialect.KUSTOMIZE;
        return new YamlReader(left < limits.nodes() ? limits.withNodes((int) left + 1) : limits, dialect, keepsFirst);
    }

    private YamlDocuments counted(YamlDocuments documents) {
        addNodes(documents.nodes());
        return documents;
    }

    private void addNodes(long count) {
        nodes += count;
        spend(count * STEPS_PER_NODE);
        if (nodes > nodeLimit) {
            throw LimitExceeded.of(
                    "This build reads more than %s values of YAML.".formatted(number(nodeLimit)),
                    heaviestOrigin(),
                    "Split the kustomization, or remove what it does not need.");
        }
    }

    /** Counts a file that was read. */
    public void addFile(int length) {
        addBytes(length);
    }

    private void addBytes(long length) {
        bytes += length;
        if (bytes > byteLimit) {
            throw LimitExceeded.of(
                    "This build reads more than %d MiB of files.".formatted(byteLimit >> 20),
                    heaviestOrigin(),
                    "The build stopped there; make it smaller.");
        }
    }

    /** Whether something of this cost can still be done. */
    public boolean allows(Cost cost) {
        return steps + cost.steps() <= limit && nodes + cost.nodes() <= nodeLimit && bytes + cost.bytes() <= byteLimit;
    }

    /** Counts again what was counted when a base was built, for another use of the same result. */
    public void repeat(Cost cost) {
        addBytes(cost.bytes());
        addNodes(cost.nodes());
        spend(cost.steps() - cost.nodes() * STEPS_PER_NODE);
    }

    /**
     * Begins a part of the build that a field of a kustomization asks for, so that the finding can say what costs so
     * much. Each is ended by {@link #close()}, after an exception as well.
     *
     * @param field of the kustomization that is being built; what is opened meanwhile belongs to what the field leads to
     * @param origin of the field or its entry
     */
    public void open(String field, Origin origin) {
        accounts.push(current().open(field, origin, steps));
    }

    public void close() {
        accounts.pop();
        current().close(steps);
    }

    private Account current() {
        return Objects.requireNonNull(accounts.peek(), "the first account stays");
    }

    private Account.@Nullable Share heaviest() {
        return Objects.requireNonNull(accounts.peekLast(), "the first account stays")
                .heaviest(steps);
    }

    private @Nullable Origin heaviestOrigin() {
        Account.Share heaviest = heaviest();
        return heaviest == null ? null : heaviest.origin();
    }

    private LimitExceeded exceeded() {
        Account.Share heaviest = heaviest();
        String most = heaviest == null || heaviest.steps(steps) < steps / 10
                ? ""
                : ", %d %% of it for `%s`"
                        .formatted(Math.min(100, 100 * heaviest.steps(steps) / steps), heaviest.field());
        return LimitExceeded.of(
                "This build is more work than %s steps%s.".formatted(number(limit), most),
                heaviestOrigin(),
                "The build stopped there. Write fewer entries, name what they are for instead of letting each search"
                        + " all resources, or split the kustomization.");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
