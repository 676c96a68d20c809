package io.github.ksailbot.sandbox.kubernetes.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** The parameters of a request. */
record Query(HttpServletRequest request) {

    String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    boolean flag(String name) {
        return "true".equals(text(name)) || "1".equals(text(name));
    }

    int number(String name, int otherwise) {
        try {
            return text(name).isEmpty() ? otherwise : Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    Duration seconds(String name) {
        return Duration.ofSeconds(number(name, 0));
    }

    boolean dryRun() {
        return "All".equals(text("dryRun"));
    }

    /** Who owns what is written: as said, or else the client's own name, as the true server does it. */
    String manager() {
        String agent = request.getHeader("User-Agent");
        String name = agent == null ? "unknown" : agent.split("[/ ]", 2)[0];
        return text("fieldManager").isEmpty() ? name : text("fieldManager");
    }

    Selection selection(Target target) {
        return Selection.of(
                text("labelSelector"), text("fieldSelector"), target.kind().custom());
    }
}
