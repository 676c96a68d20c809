package io.github.ksailbot.cli.console;

import io.github.ksailbot.engine.finding.Finding;
import io.github.ksailbot.engine.finding.Origin;
import io.github.ksailbot.engine.finding.ResourceId;
import io.github.ksailbot.engine.source.SourceTree;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A finding for people: position, sentence, the line with a caret, who wrote what it says before, and what to do. */
public final class FindingPrinter {
    private final PrintWriter out;
    private final Excerpt excerpts;

    /**
     * @param tree what the findings' files are read from
     */
    public FindingPrinter(PrintWriter out, SourceTree tree) {
        this.out = out;
        this.excerpts = new Excerpt(tree);
    }

    /**
     * @param status follows the severity; empty for none
     * @param where the environment, as "in NAME"; empty for none
     */
    public void print(Finding finding, String status, String where) {
        Origin origin = finding.origin();
        out.println((origin == null ? "" : Printable.of(origin.location().toString()) + ": ")
                + finding.severity().name().toLowerCase(Locale.ROOT) + status + ": " + Printable.of(finding.message())
                + " [" + finding.rule() + "]");
        if (origin != null) {
            excerpts.of(origin.location(), "").ifPresent(out::println);
        }
        notes(finding, where).forEach(note -> out.println("        " + note));
        out.println();
    }

    private static List<String> notes(Finding finding, String where) {
        List<String> notes = new ArrayList<>();
        ResourceId resource = finding.resource();
        String about = resource == null ? "" : Printable.of(resource.toString());
        if (!finding.field().isEmpty()) {
            about = about.isEmpty() ? Printable.of(finding.field()) : about + ", " + Printable.of(finding.field());
        }
        if (!where.isEmpty()) {
            about = about.isEmpty() ? where : about + ", " + where;
        }
        if (!about.isEmpty()) {
            notes.add(about);
        }
        Origin origin = finding.origin();
        if (origin != null) {
            if (origin.in().fetchedBy() != null) {
                notes.add("in what this line fetches: "
                        + Printable.of(origin.place().toString()));
            }
            List<Origin> chain = origin.chain();
            for (int i = 0; i < chain.size() - 1; i++) {
                notes.add(chain.get(i).writer().verb() + " here, over "
                        + Printable.of(chain.get(i + 1).place().toString()));
            }
        }
        if (!finding.fix().isEmpty()) {
            notes.add("fix: " + Printable.of(finding.fix()));
        }
        return notes;
    }
}
