package io.github.ksailbot.engine.kustomize;

import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.Writer;
import io.github.ksailbot.engine.manifest.MappingNode;
import io.github.ksailbot.engine.manifest.Node;
import io.github.ksailbot.engine.manifest.ScalarNode;
import io.github.ksailbot.engine.manifest.SequenceNode;
import io.github.ksailbot.engine.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an origin has to point to, by the kind of author that wrote the value last. In general: to a scalar that has the value's
 * text. The exceptions are values that nobody wrote as they are:
 *
 * <ul>
 *   <li>a name that was changed: the prefix or suffix, or, for the suffix of the content, the entry of the generator;
 *   <li>a reference that followed a name: whatever changed that name;
 *   <li>an image: the new name, tag or digest in it;
 *   <li>a generated value: the entry of the generator that asks for it, and where that names a file, the file behind it;
 *   <li>a part of a value that was replaced: the source, and behind it the path of the field;
 *   <li>a value with a var in it: the line with the reference, and behind it the value of the var;
 *   <li>a value that a JSON patch moved or copied: the path of the operation, and behind it where the value was.
 * </ul>
 */
final class OriginRule {
    private static final Set<String> GENERATED = Set.of("v1", "ConfigMap", "Secret", "Opaque", "true", "null");
    private static final Pattern HASHED = Pattern.compile("(?s)(.+)-[bcdfghkmt24-9]{10}");

    /** What a list or mapping begins with that has no key or item at its begin. */
    private static final String INDICATORS = "{[-?&*!<";

    private final WrittenPlaces places;
    private final List<String> violations = new ArrayList<>();
    private int checked;

    OriginRule(SourceTree tree) {
        this.places = new WrittenPlaces(tree);
    }

    /** Values that were looked at. */
    int checked() {
        return checked;
    }

    /** Of each value whose origin is wrong, its path, its text and its origin. */
    List<String> violations() {
        return violations;
    }

    void check(String path, Node node) {
        if (node instanceof MappingNode mapping) {
            checkPlace(path, node);
            for (MappingNode.Entry entry : mapping.entries()) {
                String below = path + "/" + entry.key().text();
                if (!isKey(entry)) {
                    violations.add("key " + below + " " + chain(entry.key().origin()));
                }
                check(below, entry.value());
            }
        } else if (node instanceof SequenceNode sequence) {
            checkPlace(path, node);
            for (int i = 0; i < sequence.size(); i++) {
                check(path + "/" + i, sequence.items().get(i));
            }
        } else if (node instanceof ScalarNode scalar) {
            checked++;
            if (!isWritten(scalar.text(), scalar.origin())) {
                violations.add(
                        scalar.origin().writer() + " " + path + " `" + scalar.text() + "` " + chain(scalar.origin()));
            }
        }
    }

    private void checkPlace(String path, Node node) {
        if (!isPlace(node.origin())) {
            violations.add("place " + path + " " + chain(node.origin()));
        }
    }

    /** Whether anything begins there. */
    private boolean isPlace(Origin origin) {
        String line = places.line(origin);
        int column = origin.column() - 1;
        boolean begins = line.codePointCount(0, line.length()) > column
                && INDICATORS.indexOf(line.codePointAt(line.offsetByCodePoints(0, column))) >= 0;
        return begins || !places.at(origin).isEmpty();
    }

    /** A key is where it is written; one that an author other than a file made is where the author was told to. */
    private boolean isKey(MappingNode.Entry entry) {
        Origin origin = entry.key().origin();
        return hasText(entry.key().text(), origin)
                || origin.location().equals(entry.value().origin().location())
                || (origin.writer() != Writer.FILE && isPlace(origin));
    }

    private boolean isWritten(String text, Origin origin) {
        return switch (origin.writer()) {
            case FILE -> hasText(text, origin);
            case PATCH -> hasText(text, origin) || isMoved(text, origin);
            case NAMESPACE, LABEL, ANNOTATION, REPLICAS -> hasText(text, origin);
            case NAME -> has(origin, part -> text.startsWith(part) || text.endsWith(part)) || isHashed(text, origin);
            case NAME_REFERENCE, IMAGE -> has(origin, text::contains) || isHashed(text, origin);
            case GENERATOR -> isGenerated(text, origin);
            case REPLACEMENT -> isReplaced(text, origin);
            case VARIABLE -> has(origin, reference -> reference.contains("$(")) && origin.before() != null;
            case HELM -> false;
        };
    }

    private boolean has(Origin origin, Predicate<String> test) {
        return places.at(origin).stream()
                .map(ScalarNode::text)
                .filter(text -> !text.isEmpty())
                .anyMatch(test);
    }

    private boolean hasText(String text, Origin origin) {
        if (has(origin, text::equals)) {
            return true;
        }
        String bare = bare(text);
        return places.at(origin).stream()
                        .anyMatch(written -> bare(written.text()).equals(bare) || isSameNumber(written, text))
                || has(
                        origin,
                        written -> written.indexOf('\n') >= 0 && bare(written).contains(bare));
    }

    /** Without white space, of which kustomize takes some out of and puts some into folded blocks. */
    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }

    private static boolean isSameNumber(ScalarNode written, String text) {
        Double number = written.numberValue();
        try {
            return number != null && number == Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean isMoved(String text, Origin origin) {
        Origin before = origin.before();
        return has(origin, operation -> operation.indexOf('/') >= 0)
                && (text.equals("null") || (before != null && isWritten(text, before)));
    }

    /** The suffix of the content comes from the entry of the generator, and what is before it from who named it. */
    private boolean isHashed(String text, Origin origin) {
        Matcher hashed = HASHED.matcher(text);
        Origin before = origin.before();
        return hashed.matches()
                && isPlace(origin)
                && (origin.writer() == Writer.NAME_REFERENCE || (before != null && isWritten(hashed.group(1), before)));
    }

    private boolean isGenerated(String text, Origin origin) {
        if (hasText(text, origin) || (GENERATED.contains(text) && isPlace(origin))) {
            return true;
        }
        Origin source = origin.before();
        if (source != null && source.writer() == Writer.FILE) {
            byte[] content = places.content(source.file());
            return isContent(text, content) || isContentOfLine(text, places.line(source));
        }
        return has(origin, literal -> isContentOfLine(text, literal));
    }

    private static boolean isContent(String text, byte[] content) {
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content) || Arrays.equals(decoded(text), content);
    }

    private static boolean isContentOfLine(String text, String line) {
        String value = line.substring(line.indexOf('=') + 1);
        String unquoted = value.length() > 1 ? value.substring(1, value.length() - 1) : value;
        return line.indexOf('=') < 0
                ? text.isEmpty()
                : text.equals(value)
                        || text.equals(unquoted)
                        || isContent(text, value.getBytes(StandardCharsets.UTF_8))
                        || isContent(text, unquoted.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The source may be derived itself; then both it and the path of the field have to be there. */
    private boolean isReplaced(String text, Origin origin) {
        return has(origin, part -> text.contains(part) || part.contains(text))
                || (isPlace(origin)
                        && origin.chain().stream()
                                .skip(1)
                                .anyMatch(step -> step.writer() == Writer.REPLACEMENT && isPlace(step)));
    }

    private static String chain(Origin origin) {
        StringBuilder chain = new StringBuilder();
        for (Origin step : origin.chain()) {
            chain.append(" < ").append(step.location()).append(' ').append(step.writer());
        }
        return chain.toString();
    }
}
