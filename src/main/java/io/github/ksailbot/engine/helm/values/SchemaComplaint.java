package io.github.ksailbot.engine.helm.values;

import io.github.ksailbot.engine.manifest.FieldPath;
import io.github.ksailbot.engine.manifest.FieldPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code values.schema.json} of a chart does not like, as Helm says it.
 *
 * @param chart whose schema it is: the chart of the release, or one that it depends on
 * @param path of the value among those of that chart
 * @param message half a sentence: {@code got string, want integer}
 */
public record SchemaComplaint(String chart, FieldPath path, String message) {
    private static final Pattern CHART = Pattern.compile("([^\\s:]+):");
    private static final Pattern AT = Pattern.compile("(\\s*)- at '([^']*)': (.+)");
    private static final Pattern CHOICE = Pattern.compile("'[A-Za-z]+' failed.*");
    private static final String SEVERAL = "validation failed";

    /**
     * Reads Helm's message, which has a heading for each chart and a line for each value; of alternatives that all fail only
     * that is said. Empty when it has no such lines.
     */
    public static List<SchemaComplaint> parse(String error) {
        List<SchemaComplaint> complaints = new ArrayList<>();
        String chart = "";
        int choice = Integer.MAX_VALUE;
        for (String line : error.split("\n", -1)) {
            Matcher at = AT.matcher(line);
            Matcher heading = CHART.matcher(line);
            if (at.matches()) {
                int indent = at.group(1).length();
                if (indent > choice) {
                    continue;
                }
                String message = at.group(3).strip();
                choice = CHOICE.matcher(message).matches() ? indent : Integer.MAX_VALUE;
                if (!message.equals(SEVERAL)) {
                    complaints.add(new SchemaComplaint(chart, path(at.group(2)), message));
                }
            } else if (heading.matches()) {
                chart = heading.group(1);
            }
        }
        return complaints;
    }

    private static FieldPath path(String pointer) {
        try {
            return FieldPath.ofPointer(pointer);
        } catch (FieldPathException e) {
            return FieldPath.ROOT;
        }
    }
}
