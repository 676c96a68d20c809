package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rule found. Paths are like {@code spec.containers[0].image}, from the root of the first object; {@code
 * relatedObjects[0].subjects[1]} leads into what is related to a subject.
 *
 * @param objects what is failed, mostly one
 * @param message one sentence in our words
 * @param failedPaths fields whose values are wrong
 * @param reviewPaths fields that a person should look at
 * @param deletePaths fields whose removal mends it
 * @param fixPaths values whose setting mends it
 */
public record Alert(
        List<ScanObject> objects,
        String message,
        List<String> failedPaths,
        List<String> reviewPaths,
        List<String> deletePaths,
        List<Fix> fixPaths) {
    public Alert {
        objects = List.copyOf(objects);
        failedPaths = List.copyOf(failedPaths);
        reviewPaths = List.copyOf(reviewPaths);
        deletePaths = List.copyOf(deletePaths);
        fixPaths = List.copyOf(fixPaths);
    }

    /** An alert about one object, still without paths. */
    public static Alert on(ScanObject object, String message) {
        return new Alert(List.of(object), message, List.of(), List.of(), List.of(), List.of());
    }

    /** The same, with another object failed by it. */
    public Alert and(ScanObject other) {
        List<ScanObject> more = new ArrayList<>(objects);
        more.add(other);
        return new Alert(more, message, failedPaths, reviewPaths, deletePaths, fixPaths);
    }

    public Alert failed(List<String> paths) {
        return new Alert(objects, message, paths, reviewPaths, deletePaths, fixPaths);
    }

    public Alert failed(String... paths) {
        return failed(List.of(paths));
    }

    public Alert review(List<String> paths) {
        return new Alert(objects, message, failedPaths, paths, deletePaths, fixPaths);
    }

    public Alert review(String... paths) {
        return review(List.of(paths));
    }

    public Alert delete(List<String> paths) {
        return new Alert(objects, message, failedPaths, reviewPaths, paths, fixPaths);
    }

    public Alert delete(String... paths) {
        return delete(List.of(paths));
    }

    public Alert fix(List<Fix> fixes) {
        return new Alert(objects, message, failedPaths, reviewPaths, deletePaths, fixes);
    }

    public Alert fix(String path, String value) {
        return fix(List.of(new Fix(path, value)));
    }
}
