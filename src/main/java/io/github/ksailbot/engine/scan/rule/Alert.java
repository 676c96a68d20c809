package io.github.ksailbot.engine.scan.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rule found. Paths are like {@code spec.containers[0].image}, from the root of the first object; {@code
 * relatedObjects[0].subjects[1]} leads into what is related to a subject.
 *
 * @param objects what is failed, mostly one
 * @param message one sentence in our words; what is beyond 1,000 characters is cut off
 * @param failedPaths fields whose values are wrong
 * @param reviewPaths fields that a person should look at
 * @param deletePaths fields whose removal mends it
 * @param fixPaths values whose setting mends it
 * @param advice what else to do, a sentence; may be empty
 * @param isJudged false where nobody could tell whether the rule is broken, which counts as if it were
 */
public record Alert(
        List<ScanObject> objects,
        String message,
        List<String> failedPaths,
        List<String> reviewPaths,
        List<String> deletePaths,
        List<Fix> fixPaths,
        String advice,
        boolean isJudged) {
    /** Enough for one sentence with a name or an image in it; these may be as long as a file. */
    private static final int MAX_MESSAGE = 1_000;

    public Alert {
        message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
        objects = List.copyOf(objects);
        failedPaths = List.copyOf(failedPaths);
        reviewPaths = List.copyOf(reviewPaths);
        deletePaths = List.copyOf(deletePaths);
        fixPaths = List.copyOf(fixPaths);
    }

    /** An alert about one object, still without paths. */
    public static Alert on(ScanObject object, String message) {
        return new Alert(List.of(object), message, List.of(), List.of(), List.of(), List.of(), "", true);
    }

    /** An alert about one object that could not be judged. */
    public static Alert unjudged(ScanObject object, String message) {
        return new Alert(List.of(object), message, List.of(), List.of(), List.of(), List.of(), "", false);
    }

    public Alert advice(String newAdvice) {
        return new Alert(objects, message, failedPaths, reviewPaths, deletePaths, fixPaths, newAdvice, isJudged);
    }

    /** The same, with another object failed by it. */
    public Alert and(ScanObject other) {
        List<ScanObject> more = new ArrayList<>(objects);
        more.add(other);
        return new Alert(more, message, failedPaths, reviewPaths, deletePaths, fixPaths, advice, isJudged);
    }

    public Alert failed(List<String> paths) {
        return new Alert(objects, message, paths, reviewPaths, deletePaths, fixPaths, advice, isJudged);
    }

    public Alert failed(String... paths) {
        return failed(List.of(paths));
    }

    public Alert review(List<String> paths) {
        return new Alert(objects, message, failedPaths, paths, deletePaths, fixPaths, advice, isJudged);
    }

    public Alert review(String... paths) {
        return review(List.of(paths));
    }

    public Alert delete(List<String> paths) {
        return new Alert(objects, message, failedPaths, reviewPaths, paths, fixPaths, advice, isJudged);
    }

    public Alert delete(String... paths) {
        return delete(List.of(paths));
    }

    public Alert fix(List<Fix> fixes) {
        return new Alert(objects, message, failedPaths, reviewPaths, deletePaths, fixes, advice, isJudged);
    }

    public Alert fix(String path, String value) {
        return fix(List.of(new Fix(path, value)));
    }
}
