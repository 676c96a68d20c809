package io.github.ksailbot.engine.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for the object that a misplaced field belongs to, below a place, by what the schema says. */
final class Homes {
    /** Places that are looked at before the search gives up. */
    private static final int MAX_PLACES = 300;

    /**
     * @param path of the object
     * @param there the object, null when it is not written in the manifest
     * @param type of the object
     */
    private record Home(String path, @Nullable Place there, SchemaType type) {}

    private Homes() {}

    /**
     * Path of the object that a field belongs to.
     *
     * @param depth how many levels below the place are looked at
     * @return path of the object nearest to the top that has the field; one that is written in the manifest rather than
     *     one that is not; empty when there is none, or several that are equally good
     */
    static String below(Place place, String field, int depth) {
        List<Home> level = List.of(new Home(place.path(), place, place.type()));
        int looked = 0;
        for (int i = 0; i < depth && looked < MAX_PLACES; i++) {
            List<Home> next = new ArrayList<>();
            for (Home home : level) {
                next.addAll(children(home));
            }
            looked += next.size();
            List<Home> having =
                    next.stream().filter(home -> home.type().hasField(field)).toList();
            List<Home> written =
                    having.stream().filter(home -> home.there() != null).toList();
            List<Home> best = written.isEmpty() ? having : written;
            if (!best.isEmpty()) {
                return best.size() == 1 ? best.get(0).path() : "";
            }
            level = next;
        }
        return "";
    }

    private static List<Home> children(Home home) {
        List<Home> children = new ArrayList<>();
        for (String name : home.type().fields()) {
            // What a cluster reports is never where a manifest's field belongs.
            if (!name.equals("status")) {
                Place there = home.there() == null ? null : home.there().field(name);
                String path = home.path().isEmpty() ? name : home.path() + "." + name;
                SchemaType type = home.type().property(name);
                if (type.allows("array")) {
                    children.add(new Home(path + "[]", there == null ? null : there.item(0), type.item()));
                } else {
                    children.add(new Home(path, there, type));
                }
            }
        }
        return children;
    }
}
