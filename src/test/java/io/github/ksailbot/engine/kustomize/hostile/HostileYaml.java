package io.github.ksailbot.engine.kustomize.hostile;

import static io.github.ksailbot.engine.kustomize.hostile.HostileFiles.*;

import java.util.List;
import java.util.function.Supplier;

/** Files that are hard to read. */
final class HostileYaml {
    private HostileYaml() {}

    static List<HostileRepository> all() {
        return List.of(
                file("aliases that multiply", () -> laughs()),
                file("merge keys that add up", () -> merges()),
                file("merge keys of one large mapping", () -> mergedOften()),
                file("brackets in brackets", () -> "a: " + "[".repeat(1_000_000)),
                file("braces in braces", () -> "a: " + "{a: ".repeat(1_000_000)),
                file("lists in lists", () -> "- ".repeat(1_000_000)),
                file("lines that go in further", () -> lines(3_000, i -> " ".repeat(i) + "a:")),
                file("keys of keys", () -> "? ".repeat(1_000_000)),
                file("a scalar of 15 MB", () -> "a: " + "x".repeat(15 << 20)),
                file("a scalar over the size of files", () -> "a: " + "x".repeat(17 << 20)),
                file("a comment of 15 MB", () -> "# " + "x".repeat(15 << 20)),
                file("short comments", () -> "#\n".repeat(7 << 20)),
                file("a line of words", () -> "a: " + "x ".repeat(7 << 20)),
                file("lines of one plain scalar", () -> "a: " + "x\n ".repeat(5 << 20)),
                file("blank lines in a block", () -> "a: |+\n  x\n" + "\n".repeat(15 << 20)),
                file("escapes", () -> "a: \"" + "\\u00e9".repeat(2 << 20) + "\""),
                file("documents", () -> "---\n".repeat(1 << 20)),
                file("documents with something in them", () -> lines(1 << 20, i -> "---\na: " + i)),
                file("keys", () -> lines(600_000, i -> "k" + i + ": x")),
                file("keys that are there twice", () -> "a: x\n".repeat(1_000_000)),
                file(
                        "keys of one hash",
                        () -> configMap("a") + "data:\n" + lines(60_000, i -> "  " + sameHash(i, 16) + ": x")),
                file(
                        "anchors in many documents",
                        () -> lines(19_000, i -> "---\n&a" + i + " {kind: A, b: &b [x], c: *b}")),
                file("digits of a number", () -> configMap("a") + "data: {a: " + "1".repeat(10 << 20) + "}\n"),
                file("digits behind a point", () -> configMap("a") + "data: {a: 1." + "1".repeat(10 << 20) + "e5}\n"),
                file(
                        "numbers",
                        () -> configMap("a") + "data:\n" + lines(100_000, i -> "  a" + i + ": " + "9".repeat(100))),
                file(
                        "dates",
                        () -> configMap("a") + "data:\n"
                                + lines(300_000, i -> "  a" + i + ": 2001-12-14t21:59:43.10-05:00")),
                file("tabs", () -> "a:\n" + "  b:\tc\n".repeat(100_000)),
                file("tags", () -> lines(300_000, i -> "- !t" + i + " x")),
                file("quotes that are not closed", () -> "a: \"" + "x\n".repeat(5 << 20)),
                file("lines that text is written on far to the right", () -> right()));
    }

    private static HostileRepository file(String name, Supplier<String> text) {
        return new HostileRepository(name, () -> kustomization("resources: [a.yaml]\n")
                .file("a.yaml", text.get())
                .tree());
    }

    private static String laughs() {
        return "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
                + lines(20, i -> "a%d: &a%<d [%s]".formatted(i + 1, ("*a" + i + ",").repeat(10)));
    }

    private static String merges() {
        return "a0: &a0 {k: x}\n" + lines(19_000, i -> "a%d: &a%<d {<<: *a%d, k%<d: x}".formatted(i + 1, i));
    }

    private static String mergedOften() {
        return "a: &a\n" + lines(400, i -> "  k" + i + ": x") + lines(19_000, i -> "b" + i + ": {<<: *a}");
    }

    /** A short text, each of whose lines is written behind 300 spaces. */
    private static String right() {
        String open = lines(150, i -> " ".repeat(i) + "a:");
        return configMap("a") + "b:\n" + open.indent(1) + " ".repeat(151) + "a: \"" + "x\\n".repeat(2 << 20) + "\"\n";
    }
}
