package io.github.ksailbot.engine.scan.report;

import io.github.ksailbot.engine.scan.ControlResult;
import io.github.ksailbot.engine.scan.ResourceResult;
import io.github.ksailbot.engine.scan.rule.ScanObject;
import io.github.ksailbot.engine.scan.score.Status;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A picture of scores: a row for each namespace, a column for each control that fails somewhere, the worst controls first,
 * the namespaces with most failures on top. A cell has the color of its score and the number of its failures.
 */
final class HeatMap {
    private static final int MAX_ROWS = 60;
    private static final int CELL = 34;
    private static final int GAP = 3;
    private static final int LEFT = 190;
    private static final int TOP = 62;
    private static final int SCORE = 58;

    /** Room for the slanted name of the last column. */
    private static final int RIGHT = 30;

    private static final String CLUSTER = "(no namespace)";

    private record Cell(int passed, int failed) {
        Cell plus(Status status) {
            return new Cell(passed + (status == Status.PASSED ? 1 : 0), failed + (status == Status.FAILED ? 1 : 0));
        }

        Cell plus(Cell other) {
            return new Cell(passed + other.passed, failed + other.failed);
        }

        float score() {
            return passed + failed == 0 ? 100 : 100f * passed / (passed + failed);
        }
    }

    private HeatMap() {}

    /** @param anchors what the names of the places with a control's findings begin with */
    static String of(List<ControlResult> controls, String anchors) {
        List<ControlResult> columns = controls.stream()
                .filter(control -> control.status() == Status.FAILED)
                .sorted(Comparator.comparing(
                                (ControlResult control) -> control.control().severity())
                        .thenComparing(control -> -control.counts().failed())
                        .thenComparing(control -> control.control().id()))
                .toList();
        if (columns.isEmpty()) {
            return "<p>Nothing fails.</p>";
        }
        Map<String, Map<String, Cell>> rows = rows(columns);
        List<String> names = rows.keySet().stream()
                .sorted(Comparator.comparing((String name) -> -failures(rows.getOrDefault(name, Map.of())))
                        .thenComparing(name -> name))
                .limit(MAX_ROWS)
                .toList();
        int width = LEFT + SCORE + columns.size() * (CELL + GAP) + RIGHT;
        int height = TOP + names.size() * (CELL + GAP);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<div class=\"map\"><svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " aria-label=\"Failures by namespace and control\">",
                width,
                height,
                width,
                height));
        for (int x = 0; x < columns.size(); x++) {
            int at = LEFT + SCORE + x * (CELL + GAP) + CELL / 2;
            String id = columns.get(x).control().id();
            svg.append(String.format(
                    Locale.ROOT,
                    "<a href=\"#%s\"><text transform=\"translate(%d %d) rotate(-50)\">%s<title>%s</title></text></a>",
                    Xml.attribute(anchors + id),
                    at + 4,
                    TOP - 8,
                    Xml.text(id),
                    Xml.text(columns.get(x).control().name())));
        }
        for (int y = 0; y < names.size(); y++) {
            row(names.get(y), rows.getOrDefault(names.get(y), Map.of()), columns, y, svg);
        }
        svg.append("</svg></div>");
        if (rows.size() > names.size()) {
            svg.append("<p class=\"soft\">and ")
                    .append(rows.size() - names.size())
                    .append(" more namespaces with fewer failures</p>");
        }
        return svg.append(
                        "<p class=\"soft\">A cell is a control in a namespace: its color is the share that passed, its"
                                + " number what failed. The first column is the namespace over these controls; empty cells"
                                + " have nothing to test.</p>")
                .toString();
    }

    private static void row(
            String name, Map<String, Cell> cells, List<ControlResult> columns, int y, StringBuilder svg) {
        int top = TOP + y * (CELL + GAP);
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s<title>%s</title></text>",
                LEFT - 10,
                top + CELL / 2 + 4,
                Xml.text(shorten(name)),
                Xml.text(name)));
        Cell whole = cells.values().stream().reduce(new Cell(0, 0), Cell::plus);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"><title>%s</title></rect><text"
                        + " class=\"n\" x=\"%d\" y=\"%d\">%.0f %%</text>",
                LEFT,
                top,
                SCORE - 2 * GAP,
                CELL,
                Colors.of(whole.score()),
                Xml.text(name + ": " + whole.failed() + " failed, " + whole.passed() + " passed"),
                LEFT + SCORE / 2 - GAP,
                top + CELL / 2 + 4,
                Math.floor(whole.score())));
        for (int x = 0; x < columns.size(); x++) {
            ControlResult control = columns.get(x);
            Cell cell = cells.get(control.control().id());
            int left = LEFT + SCORE + x * (CELL + GAP);
            if (cell == null) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"e\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
                        left,
                        top,
                        CELL,
                        CELL));
                continue;
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\"><title>%s</title></rect>",
                    left,
                    top,
                    CELL,
                    CELL,
                    Colors.of(cell.score()),
                    Xml.text(name + ", " + control.control().id() + " "
                            + control.control().name() + ": " + cell.failed() + " failed, " + cell.passed()
                            + " passed")));
            if (cell.failed() > 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text class=\"n\" x=\"%d\" y=\"%d\">%d</text>",
                        left + CELL / 2,
                        top + CELL / 2 + 4,
                        cell.failed()));
            }
        }
    }

    private static Map<String, Map<String, Cell>> rows(List<ControlResult> columns) {
        Map<String, Map<String, Cell>> rows = new TreeMap<>();
        for (ControlResult control : columns) {
            for (ResourceResult resource : control.distinct()) {
                rows.computeIfAbsent(namespace(resource.object()), key -> new HashMap<>())
                        .merge(control.control().id(), new Cell(0, 0).plus(resource.status()), Cell::plus);
            }
        }
        return rows;
    }

    private static String namespace(ScanObject object) {
        if (object.isKind("Namespace")) {
            return object.name();
        }
        String namespace = object.isSubject() ? object.related().get(0).namespace() : object.namespace();
        return namespace.isEmpty() ? CLUSTER : namespace;
    }

    private static int failures(Map<String, Cell> row) {
        return row.values().stream().mapToInt(Cell::failed).sum();
    }

    private static String shorten(String name) {
        return name.length() <= 26 ? name : name.substring(0, 25) + "…";
    }
}
